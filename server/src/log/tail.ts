import type { Committed, StoredItem } from './model.ts'

/** The newest state of the items that changed last in a channel, by which most who come back are answered. */
export type Tail = {
  /** The range that follows what is held; an item that is held moves to its newest rev. */
  add: (range: Committed) => void
  /** Every item that changed after the cursor, by rev; undefined when it was too long ago. */
  after: (cursor: number) => StoredItem[] | undefined
  /** Forgets all; what follows this rev is kept again. */
  restart: (rev: number) => void
}

const maxItems = 100
const maxContentBytes = 256_000

export const createTail = (rev: number): Tail => {
  /** Everything that changed after this rev is held. */
  let from = rev
  let bytes = 0
  /** In order of rev. */
  const held = new Map<string, { item: StoredItem; size: number }>()

  const drop = (id: string) => {
    bytes -= held.get(id)?.size ?? 0
    held.delete(id)
  }

  return {
    add: ({ items }) => {
      for (const item of items) {
        drop(item.id)
        const size = JSON.stringify(item.content ?? null).length
        held.set(item.id, { item, size })
        bytes += size
      }
      for (const [id, { item }] of held) {
        if (held.size <= maxItems && bytes <= maxContentBytes) break
        drop(id)
        from = item.rev
      }
    },
    after: (cursor) =>
      cursor < from ? undefined : [...held.values()].flatMap(({ item }) => (item.rev > cursor ? [item] : [])),
    restart: (rev) => {
      held.clear()
      bytes = 0
      from = rev
    },
  }
}
