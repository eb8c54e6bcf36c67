import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { Link } from 'wouter'
import { classes } from './classes.ts'
import styles from './icon-button.module.css'

type Shared = {
  icon: ReactNode
  /** The word under the icon; also its name. */
  label: string
  /** Only for going back: the icon alone is known by everyone. */
  labelHidden?: boolean
  primary?: boolean
}

type Props = Shared &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'children'> & {
    ref?: Ref<HTMLButtonElement>
  }

const face = `nl-button ${styles.button}`

const Face = ({ icon, label, labelHidden }: Shared) => (
  <>
    <span className="nl-button__icon-start">{icon}</span>
    {labelHidden ? null : <span className="nl-button__label">{label}</span>}
  </>
)

/** An icon with its word under it, at least 48 px both ways. */
export const IconButton = ({ icon, label, labelHidden = false, primary = false, ref, ...rest }: Props) => (
  <button
    type="button"
    ref={ref}
    aria-label={labelHidden ? label : undefined}
    className={classes(face, primary ? 'nl-button--primary' : styles.quiet)}
    {...rest}
  >
    <Face icon={icon} label={label} labelHidden={labelHidden} />
  </button>
)

/** The same for going to a page. */
export const IconLink = ({
  icon,
  label,
  labelHidden = false,
  href,
  state,
}: Shared & { href: string; state?: unknown }) => (
  <Link
    href={href}
    state={state}
    aria-label={labelHidden ? label : undefined}
    className={classes(face, styles.quiet)}
  >
    <Face icon={icon} label={label} labelHidden={labelHidden} />
  </Link>
)
