import type { Item, Me } from '@bijpraat/contract'
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb'
import type { ChannelCopy, OutboxEntry } from '../replica/replica.ts'

export type StoredChannel = Pick<ChannelCopy, 'channelId' | 'key' | 'cursor' | 'floor' | 'below'>
export type Owner = { shape: string; writer: string; personId: string; me: Me | null; epoch: string | null }

export interface Schema extends DBSchema {
  owner: { key: 'owner'; value: Owner }
  channels: { key: string; value: StoredChannel }
  /** Keyed by channel and item. */
  items: { key: [string, string]; value: Item & { channelId: string } }
  /** Keyed by a number that rises with every addition: the order of sending. */
  outbox: { key: number; value: OutboxEntry; indexes: { commandId: string; personId: string } }
  marks: { key: [string, string]; value: { personId: string; channelId: string; seq: number } }
}
export type Database = IDBPDatabase<Schema>

export const openDatabase = (name: string, onBroken: () => void): Promise<Database> =>
  openDB<Schema>(name, 1, {
    upgrade: (db) => {
      db.createObjectStore('owner')
      db.createObjectStore('channels', { keyPath: 'channelId' })
      db.createObjectStore('items', { keyPath: ['channelId', 'id'] })
      const outbox = db.createObjectStore('outbox', { autoIncrement: true })
      outbox.createIndex('commandId', 'commandId', { unique: true })
      outbox.createIndex('personId', 'personId')
      db.createObjectStore('marks', { keyPath: ['personId', 'channelId'] })
    },
    // A newer version of the app in another tab must not wait for this one.
    blocking: (_current, _wanted, event) => (event.target as IDBDatabase).close(),
    terminated: onBroken,
  })

export type Writing<Names extends StoreNames<Schema>> = IDBPTransaction<Schema, Names[], 'readwrite'>

/** Changes all of it, or nothing. */
export const change = async <Names extends StoreNames<Schema>, T>(
  db: Database,
  names: readonly Names[],
  run: (tx: Writing<Names>) => Promise<T>,
): Promise<T> => {
  const tx = db.transaction([...names], 'readwrite')
  try {
    const [outcome] = await Promise.all([run(tx), tx.done])
    return outcome
  } catch (error) {
    // What first fails tells that all is undone; the transaction itself knows why.
    throw tx.error ?? error
  }
}
