import type { Note } from '../../platform/brief-notes.ts'

/** What a device says of a channel on its screen. */
export const lookingAt = (channelId: string): string => `at ${channelId}`
export const leftJustNow = (channelId: string): string => `left ${channelId}`

/**
 * Whether what came to be `at` a moment was on a device's screen. Said, or left, after it came, the screen was there
 * to show it; said before, the device may have died meanwhile, and it is not known yet.
 */
export const wasSeen = (notes: readonly Note[], channelId: string, at: number): 'yes' | 'unknown' | 'no' => {
  const about = notes.filter(({ value }) => [lookingAt(channelId), leftJustNow(channelId)].includes(value))
  if (about.some((note) => note.at > at)) return 'yes'
  return about.some(({ value }) => value === lookingAt(channelId)) ? 'unknown' : 'no'
}
