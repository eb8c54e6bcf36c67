import * as z from 'zod/mini'
import { defineKind } from './define.ts'
import { id } from './values.ts'

/** A share's id follows from its home's, so that whoever makes it makes the same one. */
export const shareIdOf = (homeId: string): string => `s.${homeId}`

/** An item of another channel that shows here, too. Answers and reactions go to the home item. */
export const share = defineKind({
  kind: 'share',
  content: z.object({
    homeChannelId: id,
    homeId: id,
    homeKind: z.string(),
    homeName: z.string(),
    /** The home item’s content, for its own card. */
    card: z.unknown(),
  }),
  countsAsUnread: true,
  plainText: (content) => content.homeName,
})
export type ShareContent = z.output<typeof share.content>
