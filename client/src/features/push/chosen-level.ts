import {
  type ChannelContent,
  chooseNotices,
  type NoticeLevel,
  noticeLevelIn,
  notices,
  noticesItemId,
  personalId,
} from '@bijpraat/contract'
import { isOf } from '../../replica/folds.ts'
import type { OutboxEntry, ReplicaState } from '../../replica/replica.ts'

/** The newest choice for a channel that is on its way, or failed. */
export const owedFor = ({ outbox }: ReplicaState, channelId: string): OutboxEntry | undefined =>
  outbox.findLast(({ command, channelId: of }) => command === chooseNotices.name && of === channelId)

/** What this person chose: what is on its way lies over what the log has. */
export const chosenIn = (state: ReplicaState, channelId: string): NoticeLevel | undefined => {
  const owed = owedFor(state, channelId)
  if (owed && owed.state !== 'failed') return (owed.input as { level: NoticeLevel }).level
  const own = state.channels.get(personalId(state.me?.personId ?? ''))
  const item = own?.items.get(noticesItemId(channelId))
  return isOf(item, notices) ? item.content.level : undefined
}

type Content = Pick<ChannelContent, 'readers' | 'villageIds' | 'topicIds'>

const level = (state: ReplicaState, channelId: string, content: Content, isChosenHere: boolean) =>
  noticeLevelIn({
    channelId,
    linkedIds: content.readers === 'closed' ? [] : [...content.villageIds, ...content.topicIds],
    isMemberOf: (id) => state.me?.memberOf.includes(id) ?? false,
    chosenFor: (id) => (id === channelId && !isChosenHere ? undefined : chosenIn(state, id)),
  })

/** What this device is told of a channel. */
export const levelIn = (state: ReplicaState, channelId: string, content: Content): NoticeLevel =>
  level(state, channelId, content, true)

/** What it would be told if nothing had been chosen for that channel. */
export const levelUnlessChosen = (state: ReplicaState, channelId: string, content: Content): NoticeLevel =>
  level(state, channelId, content, false)
