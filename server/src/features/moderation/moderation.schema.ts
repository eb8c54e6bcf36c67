import type { ModerationAct, ReportReason } from '@bijpraat/contract'

/** One person's report of one item. `_id` is `channelId/itemId/personId`. Times in milliseconds. */
export type StoredReport = {
  _id: string
  channelId: string
  itemId: string
  by: string
  /** Who wrote the item. */
  about: string | null
  reason: ReportReason
  text: string | null
  at: number
  state: 'open' | 'withdrawn' | 'handled'
  /** Whoever made it has it as handled, too. */
  told: boolean
}

/** What a moderator did: never changed but for `told`, never deleted. `_id` is `by/commandId`. */
export type StoredAct = {
  _id: string
  act: ModerationAct
  /** A channel's id, or `all`. */
  scope: string
  itemId: string | null
  /** Whose item it was, or who was banned. */
  personId: string | null
  by: string
  at: number
  reason: string
  until: number | null
  /** The place among all that befell its scope. */
  turn: number
  /** The person was told. */
  told: boolean
}

/** What is done by whom, before it has a place. */
export type NewAct = Omit<StoredAct, '_id' | 'turn' | 'told'> & { commandId: string }

/** How often anything about moderation changed in a scope: `_id` is the channel's id, or `all`. */
export type Turn = { _id: string; turn: number }
