import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { Link } from 'wouter'
import styles from './button.module.css'
import { classes } from './classes.ts'

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger' | 'quietDanger'

const nl: Record<ButtonLook, string> = {
  primary: 'nl-button--primary',
  secondary: 'nl-button--secondary',
  quiet: `nl-button--subtle ${styles.quiet}`,
  danger: 'nl-button--primary nl-button--negative',
  quietDanger: `nl-button--subtle nl-button--negative ${styles.quiet}`,
}

const faceOf = (look: ButtonLook, wide: boolean, busy = false) =>
  classes('nl-button', nl[look], styles.button, wide && styles.wide, busy && 'nl-button--busy')

type Shared = {
  look?: ButtonLook
  wide?: boolean
  icon?: ReactNode
  /** An arrow that says where it goes. */
  iconAfter?: ReactNode
  children: ReactNode
}

const Face = ({ icon, iconAfter, children }: Pick<Shared, 'icon' | 'iconAfter' | 'children'>) => (
  <>
    {icon ? <span className="nl-button__icon-start">{icon}</span> : null}
    <span className="nl-button__label">{children}</span>
    {iconAfter ? <span className="nl-button__icon-end">{iconAfter}</span> : null}
  </>
)

export type ButtonProps = Shared &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'children'> & {
    ref?: Ref<HTMLButtonElement>
    /** Work is under way: pressing again does nothing, and the focus stays where it is. */
    busy?: boolean
  }

/** One look of a button: `primary` once per card, the others for the ways beside it. */
export const Button = ({
  look = 'secondary',
  wide = false,
  busy = false,
  icon,
  iconAfter,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) => (
  <button
    {...rest}
    type={type}
    aria-disabled={busy || undefined}
    className={faceOf(look, wide, busy)}
    onClick={(event) => {
      if (busy) event.preventDefault()
      else onClick?.(event)
    }}
  >
    <Face icon={icon} iconAfter={iconAfter}>
      {children}
    </Face>
  </button>
)

/** A way to another page that looks like a button. */
export const ButtonLink = ({
  href,
  look = 'secondary',
  wide = false,
  icon,
  iconAfter,
  children,
}: Shared & { href: string }) => (
  <Link href={href} className={faceOf(look, wide)}>
    <Face icon={icon} iconAfter={iconAfter}>
      {children}
    </Face>
  </Link>
)
