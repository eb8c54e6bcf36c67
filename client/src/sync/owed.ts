import type { Database } from './database.ts'
import type { CopyStorage } from './ports.ts'

export const outboxOf = (db: Database): CopyStorage['outbox'] => ({
  all: (personId) => db.getAllFromIndex('outbox', 'personId', personId),
  add: async (entry) => {
    const tx = db.transaction('outbox', 'readwrite')
    const before = await tx.store.index('commandId').getKey(entry.commandId)
    if (before !== undefined) await tx.store.delete(before)
    await tx.store.add(entry)
    await tx.done
  },
  put: async (entry) => {
    const tx = db.transaction('outbox', 'readwrite')
    const key = await tx.store.index('commandId').getKey(entry.commandId)
    if (key !== undefined) await tx.store.put(entry, key)
    await tx.done
  },
  remove: async (commandIds) => {
    const tx = db.transaction('outbox', 'readwrite')
    for (const commandId of commandIds) {
      const key = await tx.store.index('commandId').getKey(commandId)
      if (key !== undefined) await tx.store.delete(key)
    }
    await tx.done
  },
})

export const marksOf = (db: Database): CopyStorage['marks'] => {
  const ofPerson = (personId: string) => IDBKeyRange.bound([personId], [personId, []])
  return {
    all: async (personId) =>
      new Map((await db.getAll('marks', ofPerson(personId))).map((mark) => [mark.channelId, mark.seq])),
    raise: async (personId, marks) => {
      const tx = db.transaction('marks', 'readwrite')
      for (const [channelId, seq] of marks) {
        const before = await tx.store.get([personId, channelId])
        if (seq > (before?.seq ?? 0)) await tx.store.put({ personId, channelId, seq })
      }
      await tx.done
    },
    settle: async (personId, marks) => {
      const tx = db.transaction('marks', 'readwrite')
      for (const [channelId, seq] of marks) {
        const before = await tx.store.get([personId, channelId])
        if (before !== undefined && before.seq <= seq) await tx.store.delete([personId, channelId])
      }
      await tx.done
    },
  }
}
