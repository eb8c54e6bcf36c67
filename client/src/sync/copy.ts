import { contractVersion, me as meSchema } from '@bijpraat/contract'
import { deleteDB } from 'idb'
import { reachesBeyond, timelineFrom } from '../replica/apply.ts'
import { hold } from '../replica/folds.ts'
import type { ChannelCopy, HeldItem } from '../replica/replica.ts'
import {
  change,
  type Database,
  type Owner,
  openDatabase,
  type StoredChannel,
  type Writing,
} from './database.ts'
import { createMemoryStorage } from './memory-storage.ts'
import { forgetAtOnce, marksOf, outboxOf } from './owed.ts'
import type { CopyStorage, CopyWrite } from './ports.ts'

/** What is on disk is dropped when the shape of items (contract) or of this database's copy changes. */
const shape = `${contractVersion}.2`

/** All items of a channel: arrays sort after every string. */
const itemsOf = (channelId: string) => IDBKeyRange.bound([channelId], [channelId, []])

const storageName = 'bijpraat'
const shelfHere = () => localStorage

const copyStores = ['owner', 'channels', 'items'] as const
const allStores = [...copyStores, 'outbox', 'marks'] as const

const loadCopy = async (db: Database) => {
  const tx = db.transaction(copyStores)
  const [owner, channels, items] = await Promise.all([
    tx.objectStore('owner').get('owner'),
    tx.objectStore('channels').getAll(),
    tx.objectStore('items').getAll(),
  ])
  const me = meSchema.safeParse(owner?.me)
  if (owner === undefined || !me.success) return null
  if (owner.shape !== shape) return { me: me.data, epoch: null, channels: [] }
  const byChannel = new Map<string, Map<string, HeldItem>>(channels.map((c) => [c.channelId, new Map()]))
  for (const { channelId, ...item } of items) byChannel.get(channelId)?.set(item.id, hold(item))
  const copies = channels.map((channel) => fromStored(channel, byChannel.get(channel.channelId) ?? new Map()))
  return { me: me.data, epoch: owner.epoch, channels: copies }
}

const fromStored = (stored: StoredChannel, items: ReadonlyMap<string, HeldItem>): ChannelCopy => ({
  ...stored,
  freshAt: stored.cursor,
  items,
  isAhead: reachesBeyond(items.values(), stored.cursor),
  timeline: timelineFrom(items, stored.floor, stored.cursor),
  reachedStart: stored.floor <= 1,
  followed: false,
})

const claim = (db: Database, writer: string, personId: string) =>
  change(db, allStores, async (tx) => {
    const owner = await tx.objectStore('owner').get('owner')
    const isSame = owner?.personId === personId && owner.shape === shape
    if (!isSame) await Promise.all([tx.objectStore('channels').clear(), tx.objectStore('items').clear()])
    const mine: Owner = isSame ? { ...owner, writer } : { shape, writer, personId, me: null, epoch: null }
    await tx.objectStore('owner').put(mine, 'owner')
    await removeOwed(tx, (whose) => whose !== personId)
  })

const removeOwed = async (
  tx: Writing<(typeof allStores)[number]>,
  isWanted: (personId: string) => boolean,
) => {
  for (const name of ['outbox', 'marks'] as const) {
    for await (const cursor of tx.objectStore(name)) {
      if (isWanted(cursor.value.personId)) await cursor.delete()
    }
  }
}

const forget = (db: Database, personId: string, what: 'copy' | 'all') =>
  change(db, allStores, async (tx) => {
    const owner = await tx.objectStore('owner').get('owner')
    if (owner?.personId === personId) {
      await Promise.all(copyStores.map((name) => tx.objectStore(name).clear()))
    }
    if (what === 'all') await removeOwed(tx, (whose) => whose === personId)
  })

const save = (db: Database, writer: string, { me, epoch, changed, gone }: CopyWrite) =>
  change(db, copyStores, async (tx) => {
    const owner = await tx.objectStore('owner').get('owner')
    if (owner?.writer !== writer) return false
    const items = tx.objectStore('items')
    const writes: Promise<unknown>[] = [tx.objectStore('owner').put({ ...owner, me, epoch }, 'owner')]
    for (const { before, now } of changed) {
      const { channelId, key, cursor, floor, below } = now
      writes.push(tx.objectStore('channels').put({ channelId, key, cursor, floor, below }))
      if (before === undefined) writes.push(items.delete(itemsOf(channelId)))
      for (const id of before?.items.keys() ?? []) {
        if (!now.items.has(id)) writes.push(items.delete([channelId, id]))
      }
      for (const { fits: _, ...item } of now.items.values()) {
        if (before?.items.get(item.id)?.rev !== item.rev) writes.push(items.put({ ...item, channelId }))
      }
    }
    for (const channelId of gone) {
      writes.push(tx.objectStore('channels').delete(channelId), items.delete(itemsOf(channelId)))
    }
    await Promise.all(writes)
    return true
  })

/** A browser that has not opened its database by then may never do so, and the app must open all the same. */
const openWithinMs = 3_000

const inTime = <T>(opening: Promise<T>, close: (late: T) => void): Promise<T> =>
  new Promise((resolve, reject) => {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      reject(new Error('storage did not open in time'))
    }, openWithinMs)
    opening
      .then((opened) => (isLate ? close(opened) : resolve(opened)), reject)
      .finally(() => clearTimeout(timer))
  })

export type StorageOptions = {
  name?: string
  /** The browser took the database away while it was in use. */
  onBroken?: () => void
  /** Keeps in the very moment what the database will have later. */
  shelf?: () => Storage
}

/** Deletes all that this browser keeps, also what other tabs hold open. */
export const deleteStorage = async (name = storageName): Promise<void> => {
  forgetAtOnce(shelfHere, () => true)
  await inTime(deleteDB(name), () => {}).catch(() => {})
}

/** This browser's storage; memory where the browser refuses it, as private windows do. */
export const openStorage = async ({
  name = storageName,
  onBroken,
  shelf = shelfHere,
}: StorageOptions = {}): Promise<CopyStorage> => {
  try {
    const db = await inTime(openDatabase(name, onBroken ?? (() => {})), (late) => late.close())
    return {
      kind: 'kept',
      load: () => loadCopy(db),
      claim: (writer, personId) => {
        forgetAtOnce(shelf, (whose) => whose !== personId)
        return claim(db, writer, personId)
      },
      save: (writer, write) => save(db, writer, write),
      dropCopy: (personId) => forget(db, personId, 'copy'),
      wipe: (personId) => {
        forgetAtOnce(shelf, (whose) => whose === personId)
        return forget(db, personId, 'all')
      },
      outbox: outboxOf(db, shelf),
      marks: marksOf(db, shelf),
      close: () => db.close(),
    }
  } catch {
    return createMemoryStorage()
  }
}
