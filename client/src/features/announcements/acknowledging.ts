import {
  type AnnouncementContent,
  acknowledge,
  acknowledged,
  acknowledgedItemId,
  announcement,
  personalId,
} from '@bijpraat/contract'
import { useCallback } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useEngine } from '../../ports/session.tsx'
import { type Home, isOf } from '../../replica/folds.ts'
import type { ReplicaState } from '../../replica/replica.ts'
import type { TimelineRow } from '../../replica/timeline.ts'
import { timelineOf } from '../../replica/timeline.ts'
import { useToast } from '../../ui/toasts.tsx'
import { pinnedIn } from './pinned.ts'

/** Whether I have said to have read it; what is on its way counts. */
export const isAcknowledged = (
  { me, channels, outbox }: ReplicaState,
  { channelId, itemId }: Home,
): boolean => {
  const own = me ? channels.get(personalId(me.personId)) : undefined
  return (
    isOf(own?.items.get(acknowledgedItemId(itemId)), acknowledged) ||
    outbox.some(
      ({ command, input, state }) =>
        command === acknowledge.name &&
        state !== 'failed' &&
        input.itemId === itemId &&
        input.channelId === channelId,
    )
  )
}

/** Whether an announcement asks something of me that I have not done. */
export const waitsForMe = (state: ReplicaState, { channelId, itemId }: Home, content: AnnouncementContent) =>
  Boolean(state.me && content.asksRead) && !isAcknowledged(state, { channelId, itemId })

const isWaiting = (state: ReplicaState, channelId: string, { item }: TimelineRow, now: number): boolean =>
  item.seq > 0 &&
  isOf(item, announcement) &&
  item.authorId !== state.me?.personId &&
  (item.content.endsAt === undefined || item.content.endsAt > now) &&
  waitsForMe(state, { channelId, itemId: item.id }, item.content)

/**
 * What stands above a conversation, in order: what waits for me to have read it, also when nobody pinned it; then what is
 * pinned, newest first.
 */
export const aboveIn = (state: ReplicaState, channelId: string, now: number): readonly TimelineRow[] => {
  const pinned = pinnedIn(state, channelId)
  const waiting = [...timelineOf(state, channelId)]
    .reverse()
    .filter((row) => isWaiting(state, channelId, row, now))
  const waitingIds = new Set(waiting.map(({ item }) => item.id))
  const below = pinned.filter((row) => isWaiting(state, channelId, row, now) && !waitingIds.has(row.item.id))
  const first = [...waiting, ...below]
  const firstIds = new Set(first.map(({ item }) => item.id))
  return [...first, ...pinned.filter(({ item }) => !firstIds.has(item.id))]
}

/** Says that I have read an announcement, with a way back. Goes by the outbox, so also offline. */
export const useAcknowledge = () => {
  const t = useTexts()
  const engine = useEngine()
  const toast = useToast()
  return useCallback(
    ({ channelId, itemId }: Home) => {
      const { keep, undo } = engine.hold(acknowledge, { channelId, itemId })
      toast({ text: t.announcement.read, action: { label: t.common.undo, run: undo }, onGone: keep })
    },
    [t, engine, toast],
  )
}
