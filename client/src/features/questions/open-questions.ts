import { type Me, type QuestionContent, question, waitsFor } from '@bijpraat/contract'
import { useMemo } from 'react'
import { isStaff, moderates } from '../../ports/rights.ts'
import { useReplica, useReplicaView } from '../../ports/session.tsx'
import { isOf } from '../../replica/folds.ts'
import type { HeldItem, ReplicaState } from '../../replica/replica.ts'
import { channelContent, myChannels } from '../../replica/selectors.ts'
import { standingIn } from '../../replica/timeline.ts'

export type OpenQuestion = {
  channelId: string
  channelName: string
  item: HeldItem
  content: QuestionContent
}

const dueOf = ({ content }: OpenQuestion): number => content.dueAt ?? Number.MAX_SAFE_INTEGER

/** What was promised first first; what nobody promised yet behind it, the oldest first. */
export const byPromise = (a: OpenQuestion, b: OpenQuestion): number =>
  dueOf(a) === dueOf(b) ? a.item.createdAt - b.item.createdAt : dueOf(a) - dueOf(b)

/** A question of which an item says that it waits for an answer. */
export const openQuestion = (channelId: string, channelName: string, item: HeldItem): OpenQuestion[] =>
  isOf(item, question) && item.content.state !== 'answered'
    ? [{ channelId, channelName, item, content: item.content }]
    : []

/** All that waits for an answer in channels of mine: each stands, so that this device has it. */
const openQuestions = (state: ReplicaState): OpenQuestion[] =>
  myChannels(state)
    .flatMap(({ channelId, content }) =>
      standingIn(state, channelId).flatMap(({ item }) => openQuestion(channelId, content.name, item)),
    )
    .sort(byPromise)

export const useOpenQuestions = (): readonly OpenQuestion[] => {
  const view = useReplicaView()
  const channels = useReplica((state) => state.channels)
  const outbox = useReplica((state) => state.outbox)
  // Both are read within: they are reasons to look again.
  return useMemo(() => (channels && outbox ? openQuestions(view.getState()) : []), [view, channels, outbox])
}

/** Whether a question waits for me: mine to answer, or mine to take up. */
export const waitsForMe = (state: ReplicaState, me: Me, { channelId, content }: OpenQuestion): boolean => {
  const channel = channelContent(state, channelId)
  switch (waitsFor(content)) {
    case 'officials':
      return isStaff(me)
    // An administrator moderates everything, and no village is theirs alone.
    case 'moderators':
      return channel !== undefined && me.role !== 'admin' && moderates(me, { channelId, content: channel })
    case null:
      return false
    default:
      return waitsFor(content) === me.personId
  }
}
