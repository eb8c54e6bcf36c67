import type { HTMLAttributes, KeyboardEventHandler, ReactNode } from 'react'
import styles from './bubble.module.css'
import { classes } from './classes.ts'

type Props = {
  /** On the right, in the colour of one's own. */
  mine: boolean
  /** First of what one person says in a row: room above it, and the circle beside it. */
  head: boolean
  /** What is not sent yet looks different as a whole. */
  state?: 'settled' | 'waiting' | 'failed'
  circle?: ReactNode
  author?: ReactNode
  children: ReactNode
  /** Beside the bubble. */
  menu?: ReactNode
  below?: ReactNode
  /** What the line of bubble and menu hears. */
  press?: HTMLAttributes<HTMLDivElement>
  onKeyDown?: KeyboardEventHandler
}

/** Talk: others on the left beside their circle, one's own on the right. */
export const Bubble = ({
  mine,
  head,
  state = 'settled',
  circle,
  author,
  children,
  menu,
  below,
  press,
  onKeyDown,
}: Props) => (
  <article className={classes(styles.item, mine && styles.mine, head && styles.head)} onKeyDown={onKeyDown}>
    {mine ? null : <div className={styles.side}>{head ? circle : null}</div>}
    <div className={styles.main}>
      {author ? <div className={styles.author}>{author}</div> : null}
      <div className={styles.line} {...press}>
        <div className={classes(styles.bubble, state !== 'settled' && styles[state])}>{children}</div>
        {menu}
      </div>
      {below}
    </div>
  </article>
)
