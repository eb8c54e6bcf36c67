import { announcement, shareIdOf } from '@bijpraat/contract'
import type { Asking, Deed, Group } from './catch-up.store.ts'

/** Somewhere a deed shows and is unread. */
export type UnreadPlace = { channelId: string; itemId: string; seq: number }

/** News or an announcement, once, however many channels show it. */
export type UnreadDeed = {
  /** The channel and the id of its home. */
  channelId: string
  itemId: string
  kind: string
  createdAt: number
  /** The name of its home, when a share says it. */
  homeName?: string
  /** The home first. */
  places: UnreadPlace[]
  /** It was seen, but asks to be acknowledged still: it counts nowhere as unread. */
  isSeen?: true
}

/** What asks to be acknowledged, as deeds of its channel. */
export const seenDeeds = (asking: readonly Asking[]): UnreadDeed[] =>
  asking.map(({ channelId, id, seq, createdAt }) => ({
    channelId,
    itemId: id,
    kind: announcement.kind,
    createdAt,
    places: [{ channelId, itemId: id, seq }],
    isSeen: true,
  }))

/** Puts together what is the same at home and in shares, the newest first. */
export const deedsIn = (groups: ReadonlyMap<string, readonly Group[]>): UnreadDeed[] => {
  const deeds = new Map<string, UnreadDeed>()
  for (const [channelId, group] of groups) {
    for (const deed of group.flatMap(({ deeds }) => deeds)) take(deeds, channelId, deed)
  }
  return [...deeds.values()].sort((a, b) => b.createdAt - a.createdAt)
}

const take = (deeds: Map<string, UnreadDeed>, channelId: string, deed: Deed): void => {
  const { home, seq, id, createdAt } = deed
  const at = home ? { channelId: home.channelId, itemId: home.id } : { channelId, itemId: id }
  const key = `${at.channelId}/${at.itemId}`
  const place = { channelId, itemId: id, seq }
  const known = deeds.get(key)
  if (known) {
    if (home) known.places.push(place)
    else known.places.unshift(place)
    known.createdAt = Math.max(known.createdAt, createdAt)
    if (home) known.homeName = home.name
  } else {
    const kind = home?.kind ?? deed.kind
    deeds.set(key, { ...at, kind, createdAt, places: [place], ...(home ? { homeName: home.name } : {}) })
  }
}

/** Where else each may show: its home, and a share in any village or topic that is followed. */
export const elsewhere = (
  deeds: readonly UnreadDeed[],
  followed: ReadonlySet<string>,
  sharedTo: readonly string[],
): { channelId: string; itemId: string }[] =>
  deeds.flatMap(({ channelId, itemId, places }) => {
    const here = new Set(places.map((place) => place.channelId))
    const shares = sharedTo.map((target) => ({ channelId: target, itemId: shareIdOf(itemId) }))
    const home = followed.has(channelId) ? [{ channelId, itemId }] : []
    return [...home, ...shares].filter((place) => !here.has(place.channelId))
  })
