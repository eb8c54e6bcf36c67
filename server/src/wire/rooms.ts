import type { Audience } from '../rights/rights.ts'

/** A channel has one room per audience (W5). */
export const roomOf = (channelId: string, audience: Audience) => `c:${audience}:${channelId}`

/** The channel and audience of a room, or null for a room of another sort. */
export const channelOfRoom = (room: string): { channelId: string; audience: Audience } | null => {
  const [mark, audience, channelId] = room.split(':')
  if (mark !== 'c' || channelId === undefined) return null
  return { channelId, audience: audience as Audience }
}

export const audiences: readonly Audience[] = ['members', 'public']
