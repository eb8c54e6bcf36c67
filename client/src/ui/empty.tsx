import type { ReactNode } from 'react'
import { Street } from './drawings/street.tsx'
import styles from './empty.module.css'

/** Nothing here yet: the street, one line, and what can be done. */
export const Empty = ({
  title,
  text,
  lit = 1,
  children,
}: {
  title: string
  text: ReactNode
  lit?: number
  children?: ReactNode
}) => (
  <div className={styles.empty}>
    <Street lit={lit} />
    <h2>{title}</h2>
    <p className={styles.text}>{text}</p>
    {children ? <div className={styles.ways}>{children}</div> : null}
  </div>
)
