import { AuthorName, When } from '../../ports/author-line.tsx'
import { Bubble } from '../../ui/bubble.tsx'
import { Avatar } from '../../ui/drawings/avatar.tsx'
import type { FrameProps } from './frame.ts'
import { useLongPress } from './use-long-press.ts'

const bubbleState = {
  quiet: 'settled',
  sent: 'settled',
  sending: 'waiting',
  waiting: 'waiting',
  failed: 'failed',
} as const

/** Talk: a message with who said it, and when. */
export const BubbleFrame = ({ item, author, mine, head, state, card, below, menu, onMenu }: FrameProps) => {
  const { press, onKeyDown } = useLongPress(onMenu)
  const said = item.editedAt !== undefined || item.writtenAt !== undefined
  return (
    <Bubble
      mine={mine}
      head={head}
      // A change of what is sent already says in words that it waits.
      state={item.seq === 0 ? bubbleState[state] : 'settled'}
      circle={<Avatar name={author.name} official={author.official} look={author.look} />}
      author={
        (head && !mine) || said ? (
          <>
            {head && !mine ? <AuthorName author={author} /> : null}
            <When item={item} timeHidden={mine} />
          </>
        ) : null
      }
      menu={menu}
      below={below}
      press={press}
      onKeyDown={onKeyDown}
    >
      {card}
    </Bubble>
  )
}
