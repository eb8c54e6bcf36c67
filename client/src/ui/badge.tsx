import type { ReactNode } from 'react'
import styles from './badge.module.css'
import { classes } from './classes.ts'

/** A word with its icon that says what someone or something is. */
export const Badge = ({
  tone = 'plain',
  icon,
  children,
}: {
  tone?: 'official' | 'action' | 'danger' | 'plain'
  icon?: ReactNode
  children: ReactNode
}) => (
  <span className={classes(styles.badge, styles[tone])}>
    {icon}
    {children}
  </span>
)

/** Something of what is new calls who looks; `label` says it in words. */
export const Called = ({ label }: { label: string }) => (
  <span className={classes('nl-number-badge', styles.count)}>
    <span aria-hidden="true">@</span>
    <span className="nl-number-badge__hidden-label">{label}</span>
  </span>
)

/** How many are new; `label` says it in words for those who do not see the yellow. */
export const Count = ({ value, label, small = false }: { value: number; label: string; small?: boolean }) => (
  <span className={classes('nl-number-badge', styles.count, small && styles.small)}>
    <span aria-hidden="true">{value > 99 ? '99+' : value}</span>
    <span className="nl-number-badge__hidden-label">{label}</span>
  </span>
)

/** That there is something new where one does not want to know how much. */
export const QuietDot = ({ label }: { label: string }) => (
  <span className={styles.quiet} role="img" aria-label={label} />
)
