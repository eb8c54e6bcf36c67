import {
  agreementReminder,
  type ContentOf,
  channelItem,
  type Item,
  type ItemKind,
  itemKinds,
  person,
  planPart,
  positions,
  project,
  questionReminder,
  share,
  workingAgreement,
} from '@bijpraat/contract'
import type { HeldItem } from './replica.ts'

/** Kinds that tell something about a channel or a person and have no place of their own among what was said. */
const aside = new Set<string>([
  agreementReminder.kind,
  channelItem.kind,
  person.kind,
  planPart.kind,
  positions.kind,
  project.kind,
  questionReminder.kind,
  workingAgreement.kind,
  'stub',
])

/** Whether an item shows in the timeline; an unknown kind does, by a generic card. */
export const showsInTimeline = (item: Item): boolean => !aside.has(item.kind)

/** Whether a content is what a kind promises. */
const fitsKind = (kind: string, content: unknown): boolean =>
  content !== null && (itemKinds.get(kind)?.content.safeParse(content).success ?? false)

/** Takes an item in; its content is looked at here, once. */
export const hold = (item: Item): HeldItem => ({ ...item, fits: fitsKind(item.kind, item.content) })

export type ItemOf<K extends ItemKind> = Omit<HeldItem, 'content'> & { content: ContentOf<K> }

/** Whether an item is of a kind, there (not deleted) and whole: then its content has the kind's type. */
export const isOf = <K extends ItemKind>(item: HeldItem | undefined, kind: K): item is HeldItem & ItemOf<K> =>
  item !== undefined && item.kind === kind.kind && item.fits

const shown = new WeakMap<HeldItem, HeldItem>()

/**
 * The item whose card is to be shown: the item itself, or for a share its home item as the share carries it (the
 * home's kind and content). The same object every time.
 */
export const shownAs = (item: HeldItem): HeldItem => {
  if (!isOf(item, share)) return item
  const known = shown.get(item)
  if (known !== undefined) return known
  const { homeKind, card } = item.content
  const made = { ...item, kind: homeKind, content: card, fits: fitsKind(homeKind, card) }
  shown.set(item, made)
  return made
}

export type Home = { readonly channelId: string; readonly itemId: string }

/** Where answers and reactions to an item go. */
export const homeOf = (channelId: string, item: HeldItem): Home =>
  isOf(item, share)
    ? { channelId: item.content.homeChannelId, itemId: item.content.homeId }
    : { channelId, itemId: item.id }

/** Whether it is what people say to each other all day. */
export const isTalk = ({ kind }: HeldItem): boolean => itemKinds.get(kind)?.catchUp === 'talk'

/** Whether an item counts as unread for those who did not write it. */
export const countsAsUnread = (item: HeldItem): boolean =>
  item.content !== null && item.deletedAt === undefined && (itemKinds.get(item.kind)?.countsAsUnread ?? false)
