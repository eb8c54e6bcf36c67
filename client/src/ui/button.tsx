import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { Link } from 'wouter'
import styles from './button.module.css'
import { classes } from './classes.ts'

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger' | 'quietDanger'

type Shared = {
  look?: ButtonLook
  wide?: boolean
  icon?: ReactNode
  /** An arrow that says where it goes. */
  iconAfter?: ReactNode
  children: ReactNode
}

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
    className={classes(styles.button, styles[look], wide && styles.wide)}
    onClick={(event) => {
      if (busy) event.preventDefault()
      else onClick?.(event)
    }}
  >
    {icon}
    <span>{children}</span>
    {iconAfter}
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
  <Link href={href} className={classes(styles.button, styles[look], wide && styles.wide)}>
    {icon}
    <span>{children}</span>
    {iconAfter}
  </Link>
)
