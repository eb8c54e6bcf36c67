import { message } from '@bijpraat/contract'
import type { CardProps } from '../../ports/cards.ts'
import { isOf } from '../../replica/folds.ts'
import { MentionContext, RichText } from '../../ui/rich-text/rich-text.tsx'
import { OwnMentionChip } from './mention-chip.tsx'
import { Quote } from './quote.tsx'

/** What a message says, under what it answers; the bubble around it is the frame's. */
export const MessageCard = ({ channelId, item, mine, onGo }: CardProps) => {
  if (!isOf(item, message)) return null
  const { text, replyTo } = item.content
  return (
    <>
      {replyTo ? <Quote channelId={channelId} answered={replyTo} onGo={onGo} /> : null}
      {mine ? (
        <MentionContext value={OwnMentionChip}>
          <RichText source={text} />
        </MentionContext>
      ) : (
        <RichText source={text} />
      )}
    </>
  )
}
