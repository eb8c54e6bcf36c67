import { announcement, maxPinned } from '@bijpraat/contract'
import { isOf } from '../../replica/folds.ts'
import type { HeldItem, ReplicaState } from '../../replica/replica.ts'
import { standingIn } from '../../replica/timeline.ts'

/** An announcement as this client holds it. */
export type Announcement = {
  id: string
  title: string
  text: string
  endsAt: number | undefined
  asksRead?: boolean | undefined
}

/** What stands pinned in a channel, newest first; a row keeps its identity while nothing in it changes. */
export const pinnedIn = (state: ReplicaState, channelId: string) =>
  standingIn(state, channelId).filter(({ item }) => item.seq > 0 && isOf(item, announcement))

/** The one that makes room for another, when there is no room. */
export const oldestOfFull = <Row>(rows: readonly Row[]): Row | null =>
  rows.length >= maxPinned ? (rows.at(-1) ?? null) : null

/** Until when an announcement stands; null for what has no end. */
export const endOf = (item: HeldItem): number | null =>
  isOf(item, announcement) ? (item.content.endsAt ?? null) : null

export const announcementOf = (item: HeldItem): Announcement | null =>
  isOf(item, announcement)
    ? {
        id: item.id,
        title: item.content.title,
        text: item.content.text,
        endsAt: item.content.endsAt,
        asksRead: item.content.asksRead,
      }
    : null
