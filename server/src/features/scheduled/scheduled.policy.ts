import type { ScheduledContent } from '@bijpraat/contract'
import type { StoredItem } from '../../log/model.ts'
import { type Actor, type ChannelFacts, mayWrite, type Verdict } from '../../rights/rights.ts'

type Asked = { actor: Actor | null; channel: ChannelFacts | null }

/** Asked now, and of the message itself when it is sent. */
export const maySchedule = ({ actor, channel }: Asked): Verdict => mayWrite(actor, channel)

/** Also of a channel that is closed to one by now. */
export const mayCancel = ({ actor }: Pick<Asked, 'actor'>): Verdict =>
  actor === null ? 'not_signed_in' : 'ok'

/** Whether an item of the own channel is a message for this channel that can still be changed. */
export const isOpen = (item: StoredItem | undefined, channelId: string): Verdict => {
  const content = item?.kind === 'scheduled' ? (item.content as ScheduledContent | null) : null
  if (content === null || content.channelId !== channelId) return 'not_found'
  return content.state === 'sending' ? 'too_late' : 'ok'
}
