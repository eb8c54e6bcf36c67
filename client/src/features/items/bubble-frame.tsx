import { AuthorName, When } from '../../ports/author-line.tsx'
import { classes } from '../../ui/classes.ts'
import { Avatar } from '../../ui/drawings/avatar.tsx'
import styles from './bubble-frame.module.css'
import type { FrameProps } from './frame.ts'
import { useLongPress } from './use-long-press.ts'

const bubbleClass = {
  quiet: '',
  sent: '',
  sending: styles.waiting,
  waiting: styles.waiting,
  failed: styles.failed,
}

/** Talk: others on the left beside their circle, mine on the right. */
export const BubbleFrame = ({ item, author, mine, head, state, card, below, menu, onMenu }: FrameProps) => {
  const { press, onKeyDown } = useLongPress(onMenu)
  // What is not sent yet looks different as a whole; a change of what is sent says so in words.
  const look = item.seq === 0 ? bubbleClass[state] : ''
  const said = item.editedAt !== undefined || item.writtenAt !== undefined
  return (
    <article className={classes(styles.item, mine && styles.mine, head && styles.head)} onKeyDown={onKeyDown}>
      {mine ? null : (
        <div className={styles.side}>
          {head ? <Avatar name={author.name} official={author.official} look={author.look} /> : null}
        </div>
      )}
      <div className={styles.main}>
        {(head && !mine) || said ? (
          <div className={styles.author}>
            {head && !mine ? <AuthorName author={author} /> : null}
            <When item={item} timeHidden={mine} />
          </div>
        ) : null}
        <div className={styles.line} {...press}>
          <div className={classes(styles.bubble, look)}>{card}</div>
          {menu}
        </div>
        {below}
      </div>
    </article>
  )
}
