import {
  desk,
  deskItemId,
  dismissReports,
  type ModeratedContent,
  makeReport,
  moderated,
  personalId,
  report,
  reportItemId,
  sayNoticed,
  withdrawReport,
} from '@bijpraat/contract'
import { type Home, isOf } from '../../replica/folds.ts'
import type { ReplicaState } from '../../replica/replica.ts'

const ownItems = ({ me, channels }: ReplicaState) =>
  me ? channels.get(personalId(me.personId))?.items : undefined

/** Whether I reported it and nobody has dealt with it; what is on its way lies over what the log has. */
export const isReported = (state: ReplicaState, { channelId, itemId }: Home): boolean => {
  const owed = state.outbox.findLast(
    ({ command, input, state }) =>
      (command === makeReport.name || command === withdrawReport.name) &&
      state !== 'failed' &&
      input.channelId === channelId &&
      input.itemId === itemId,
  )
  if (owed) return owed.command === makeReport.name
  const held = ownItems(state)?.get(reportItemId(itemId))
  return isOf(held, report) && held.content.channelId === channelId && held.content.state === 'open'
}

/** What I leave as it is, which is on its way or can still be taken back. */
const leaving = ({ outbox }: Pick<ReplicaState, 'outbox'>) =>
  outbox.filter(({ command, state }) => command === dismissReports.name && state !== 'failed')

export const isLeft = (state: Pick<ReplicaState, 'outbox'>, { channelId, itemId }: Home): boolean =>
  leaving(state).some(({ input }) => input.channelId === channelId && input.itemId === itemId)

/** What waits for me as a moderator: how many, and a number that rises with all that changes there. */
export const waitingForMe = (state: ReplicaState): number => {
  const held = ownItems(state)?.get(deskItemId)
  return isOf(held, desk) ? Math.max(0, held.content.open - leaving(state).length) : 0
}

export const turnOfDesk = (state: ReplicaState): number => {
  const held = ownItems(state)?.get(deskItemId)
  return isOf(held, desk) ? held.content.turn : 0
}

export type Told = { noticeId: string; content: ModeratedContent }

/** The newest that moderators told me and that I have not said to have seen; the same object while it is the same. */
export const newestTold = (() => {
  const known = new WeakMap<object, Told>()
  return (state: ReplicaState): Told | null => {
    const seen = new Set(
      state.outbox.flatMap(({ command, input }) => (command === sayNoticed.name ? [input.noticeId] : [])),
    )
    let newest: { id: string; rev: number; content: ModeratedContent } | null = null
    for (const item of ownItems(state)?.values() ?? []) {
      if (!isOf(item, moderated) || item.content.seen || seen.has(item.id)) continue
      if (newest === null || item.rev > newest.rev) newest = item
    }
    if (newest === null) return null
    const told = known.get(newest.content) ?? { noticeId: newest.id, content: newest.content }
    known.set(newest.content, told)
    return told
  }
})()
