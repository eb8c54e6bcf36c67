import type { OutboxEntry } from '../replica/replica.ts'
import { createAtOnce } from './at-once.ts'
import { change, type Database, type Writing } from './database.ts'
import type { CopyStorage } from './ports.ts'

type Mark = { personId: string; channelId: string; seq: number }

type Shelf = () => Storage

/** Null: to be taken out of the database. */
const entriesAtOnce = (shelf: Shelf) => createAtOnce<OutboxEntry | null>('bijpraat.owed.', shelf)
const marksAtOnce = (shelf: Shelf) => createAtOnce<Mark>('bijpraat.read.', shelf)

/** Of what is not in the database yet, drops what is of these people. */
export const forgetAtOnce = (shelf: Shelf, isWanted: (personId: string) => boolean): void => {
  for (const atOnce of [entriesAtOnce(shelf), marksAtOnce(shelf)]) {
    for (const [key, owed] of atOnce.all()) if (owed && isWanted(owed.personId)) atOnce.drop(key)
  }
}

const keyIn = (tx: Writing<'outbox'>, commandId: string) =>
  tx.objectStore('outbox').index('commandId').getKey(commandId)

export const outboxOf = (db: Database, shelf: Shelf): CopyStorage['outbox'] => {
  const atOnce = entriesAtOnce(shelf)

  /** Does in the database what a page left that went at once. */
  const takeIn = async () => {
    const left = atOnce.all()
    if (left.length === 0) return
    await change(db, ['outbox'], async (tx) => {
      for (const [commandId, entry] of left) {
        const key = await keyIn(tx, commandId)
        if (entry === null && key !== undefined) await tx.objectStore('outbox').delete(key)
        if (entry && key !== undefined) await tx.objectStore('outbox').put(entry, key)
        // Another tab may be at it: what it put into the database may have been sent and be gone from there by now.
        if (entry && key === undefined && atOnce.get(commandId)) await tx.objectStore('outbox').add(entry)
      }
    })
    for (const [commandId] of left) atOnce.drop(commandId)
  }

  return {
    all: async (personId) => {
      await takeIn()
      return db.getAllFromIndex('outbox', 'personId', personId)
    },
    add: async (entry) => {
      const drop = atOnce.put(entry.commandId, entry)
      await change(db, ['outbox'], async (tx) => {
        const before = await keyIn(tx, entry.commandId)
        if (before !== undefined) await tx.objectStore('outbox').delete(before)
        await tx.objectStore('outbox').add(entry)
      })
      drop()
    },
    put: async (entry) => {
      const drop = atOnce.put(entry.commandId, entry)
      await change(db, ['outbox'], async (tx) => {
        const key = await keyIn(tx, entry.commandId)
        if (key !== undefined) await tx.objectStore('outbox').put(entry, key)
      })
      drop()
    },
    remove: async (commandIds) => {
      const drops = commandIds.map((commandId) => atOnce.put(commandId, null))
      await change(db, ['outbox'], async (tx) => {
        for (const commandId of commandIds) {
          const key = await keyIn(tx, commandId)
          if (key !== undefined) await tx.objectStore('outbox').delete(key)
        }
      })
      for (const drop of drops) drop()
    },
  }
}

export const marksOf = (db: Database, shelf: Shelf): CopyStorage['marks'] => {
  const atOnce = marksAtOnce(shelf)
  const ofPerson = (personId: string) => IDBKeyRange.bound([personId], [personId, []])
  const keyOf = (personId: string, channelId: string) => `${personId}.${channelId}`
  /** What was raised further meanwhile stays. */
  const dropUpTo = (personId: string, marks: ReadonlyMap<string, number>) => {
    for (const [channelId, seq] of marks) {
      const key = keyOf(personId, channelId)
      if ((atOnce.get(key)?.seq ?? 0) <= seq) atOnce.drop(key)
    }
  }
  return {
    all: async (personId) => {
      const kept = await db.getAll('marks', ofPerson(personId))
      const left = atOnce.all().flatMap(([, mark]) => (mark.personId === personId ? [mark] : []))
      const marks = new Map<string, number>()
      for (const { channelId, seq } of [...kept, ...left]) {
        marks.set(channelId, Math.max(seq, marks.get(channelId) ?? 0))
      }
      return marks
    },
    raise: async (personId, marks) => {
      for (const [channelId, seq] of marks) {
        const key = keyOf(personId, channelId)
        if (seq > (atOnce.get(key)?.seq ?? 0)) atOnce.put(key, { personId, channelId, seq })
      }
      await change(db, ['marks'], async (tx) => {
        for (const [channelId, seq] of marks) {
          const before = await tx.objectStore('marks').get([personId, channelId])
          if (seq > (before?.seq ?? 0)) await tx.objectStore('marks').put({ personId, channelId, seq })
        }
      })
      dropUpTo(personId, marks)
    },
    settle: async (personId, marks) => {
      dropUpTo(personId, marks)
      await change(db, ['marks'], async (tx) => {
        for (const [channelId, seq] of marks) {
          const before = await tx.objectStore('marks').get([personId, channelId])
          if (before !== undefined && before.seq <= seq)
            await tx.objectStore('marks').delete([personId, channelId])
        }
      })
    },
  }
}
