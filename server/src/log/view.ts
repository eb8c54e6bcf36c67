import type { Item, Range } from '@bijpraat/contract'
import type { Audience } from '../rights/rights.ts'
import type { Kinds } from './kinds.ts'
import type { Committed, StoredItem } from './model.ts'

/** Raised when what a view lets out changes: every copy is then renewed (L6). */
export const viewVersion = 1

/** The whitelist of what leaves of an item, for one audience (W5). */
export const viewItem = (kinds: Kinds, item: StoredItem, audience: Audience): Item =>
  audience === 'members' ? viewForMembers(item) : viewForPublic(kinds, item)

const viewForMembers = (item: StoredItem): Item => ({
  id: item.id,
  kind: item.kind,
  seq: item.seq,
  rev: item.rev,
  authorId: item.authorId,
  createdAt: item.createdAt,
  ...(item.writtenAt === undefined ? {} : { writtenAt: item.writtenAt }),
  ...(item.editedAt === undefined ? {} : { editedAt: item.editedAt }),
  ...(item.deletedAt === undefined ? {} : { deletedAt: item.deletedAt }),
  ...(item.hidden ? { hidden: true } : {}),
  ...(item.standing ? { standing: true } : {}),
  ...(item.addresses ? { addresses: [...item.addresses] } : {}),
  content: item.content,
  ...(item.reactions ? { reactions: item.reactions } : {}),
})

const viewForPublic = (kinds: Kinds, item: StoredItem): Item => {
  const content = item.deletedAt === undefined ? kinds.get(item.kind)?.publicContent(item.content) : null
  return {
    id: item.id,
    kind: content ? item.kind : 'stub',
    seq: item.seq,
    rev: item.rev,
    authorId: null,
    createdAt: content ? item.createdAt : 0,
    ...(content && item.editedAt !== undefined ? { editedAt: item.editedAt } : {}),
    ...(content && item.standing ? { standing: true } : {}),
    content: content ?? null,
  }
}

/** Every range reaches every audience, with stubs for what it may not see: skipping would make gaps (W5). */
export const viewRange = (kinds: Kinds, range: Committed, audience: Audience): Range => ({
  channelId: range.channelId,
  after: range.after,
  upTo: range.upTo,
  items: range.items.map((item) => viewItem(kinds, item, audience)),
})
