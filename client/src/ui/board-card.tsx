import type { ReactNode } from 'react'
import styles from './board-card.module.css'
import { classes } from './classes.ts'

/** A deed: a card over the full width with a name board on top. */
export const BoardCard = ({
  tone,
  icon,
  board,
  meta,
  children,
  foot,
}: {
  tone: 'action' | 'official' | 'plain'
  icon: ReactNode
  board: string
  meta?: ReactNode
  children: ReactNode
  foot?: ReactNode
}) => (
  <div className={classes(styles.card, styles[tone])}>
    <div className={styles.top}>
      <span className={styles.board}>
        {icon}
        {board}
      </span>
      {meta ? <span className={styles.meta}>{meta}</span> : null}
    </div>
    <div className={styles.body}>
      {children}
      {foot ? <div className={styles.foot}>{foot}</div> : null}
    </div>
  </div>
)
