import * as z from 'zod/mini'
import { defineCommand, defineKind, type Notifies } from './define.ts'
import { commandId, id } from './values.ts'

/**
 * What of a channel makes a person's devices tell it: `all` that is written, `news` (updates and announcements),
 * only where one is mentioned, or nothing. What is `muted` tells nothing either, and what is unread there is not counted.
 */
export const noticeLevels = ['all', 'news', 'mentions', 'none', 'muted'] as const
export const noticeLevel = z.enum(noticeLevels)
export type NoticeLevel = z.output<typeof noticeLevel>

/** What one person chose for one channel: an item of that person's own channel (L11). */
export const notices = defineKind({
  kind: 'notices',
  content: z.object({ channelId: id, level: noticeLevel }),
  countsAsUnread: false,
  plainText: () => '',
})
export type NoticesContent = z.output<typeof notices.content>

/** The id of that item in the person's own channel. */
export const noticesItemId = (channelId: string): string => `n.${channelId}`

type Belonging = {
  channelId: string
  /** Villages and topics through which one may belong to it; none of what is closed. */
  linkedIds: readonly string[]
  /** Channels of which there is a membership record. */
  isMemberOf: (channelId: string) => boolean
  /** What was chosen for a channel. */
  chosenFor: (channelId: string) => NoticeLevel | undefined
}

/**
 * The level that holds for a person in a channel. Who chose nothing hears news of what they belong to; of a project
 * that is as much as they hear of the villages and topics through which they belong. Who only may look into a
 * channel, such as an official, hears where they are called by name, until they choose otherwise.
 */
export const noticeLevelIn = (belonging: Belonging): NoticeLevel => {
  const { channelId, linkedIds, isMemberOf, chosenFor } = belonging
  const chosen = chosenFor(channelId)
  if (chosen !== undefined) return chosen
  if (isMemberOf(channelId)) return 'news'
  const through = linkedIds.filter(isMemberOf).map((linked) => chosenFor(linked) ?? 'news')
  if (through.length === 0) return 'mentions'
  if (through.some((level) => level === 'news' || level === 'all')) return 'news'
  return through.includes('mentions') ? 'mentions' : 'none'
}

/** Why someone is told of an item: what it is, or that it calls them. */
export type NoticeReason = Notifies | 'call'

/** Whether something that is told for this reason reaches who hears a channel at this level. */
export const isNoticed = (level: NoticeLevel, reason: NoticeReason): boolean => {
  switch (level) {
    case 'all':
      return true
    case 'news':
      return reason !== 'talk'
    case 'mentions':
      return reason === 'call'
    case 'none':
    case 'muted':
      return false
  }
}

export const chooseNotices = defineCommand({
  name: 'push.choose',
  summary: 'Choose what of a channel my devices tell me.',
  effect: 'change',
  input: z.strictObject({ commandId, channelId: id, level: noticeLevel }),
  output: z.object({}),
  errors: ['id_reused'],
  rate: { limit: 60, perSeconds: 60 },
})
