import { CircleAlert, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './notice.module.css'

/** Something to know on this page, with what to do about it. `danger` is read out at once. */
export const Notice = ({
  tone,
  icon,
  title,
  children,
  action,
}: {
  tone: 'danger' | 'ask' | 'calm'
  icon?: ReactNode
  title?: string
  children?: ReactNode
  action?: ReactNode
}) => (
  <div className={classes(styles.notice, styles[tone])} role={tone === 'danger' ? 'alert' : undefined}>
    <div className={styles.text}>
      {icon ?? (tone === 'danger' ? <CircleAlert size={22} /> : <Info size={22} />)}
      <div>
        {title ? <div className={styles.title}>{title}</div> : null}
        {children}
      </div>
    </div>
    {action}
  </div>
)
