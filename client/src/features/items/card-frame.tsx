import styles from './card-frame.module.css'
import type { FrameProps } from './frame.ts'
import { useLongPress } from './use-long-press.ts'

/** A deed: over the full width; its card names who and when. */
export const CardFrame = ({ card, below, menu, onMenu }: FrameProps) => {
  const { press, onKeyDown } = useLongPress(onMenu)
  return (
    <article className={styles.item} onKeyDown={onKeyDown}>
      <div className={styles.card} {...press}>
        {card}
        <div className={styles.menu}>{menu}</div>
      </div>
      {below}
    </article>
  )
}
