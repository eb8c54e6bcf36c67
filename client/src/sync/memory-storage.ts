import type { ChannelCopy, OutboxEntry } from '../replica/replica.ts'
import type { CopyStorage, StoredCopy } from './ports.ts'

type Kept = { writer: string; personId: string; me: StoredCopy['me'] | null; epoch: string | null }

/** Keeps nothing beyond its own life: for who chose so, for browsers that refuse storage, for tests and for bots. */
export const createMemoryStorage = (kind: 'memory' | 'off' = 'memory'): CopyStorage => {
  let kept: Kept | null = null
  let channels = new Map<string, ChannelCopy>()
  let outbox: OutboxEntry[] = []
  let marks: { personId: string; channelId: string; seq: number }[] = []

  const dropCopy = async (personId: string) => {
    if (kept?.personId !== personId) return
    kept = null
    channels = new Map()
  }

  return {
    kind,
    load: async () =>
      kept?.me ? { me: kept.me, epoch: kept.epoch, channels: [...channels.values()] } : null,
    claim: async (writer, personId) => {
      if (kept !== null && kept.personId !== personId) await dropCopy(kept.personId)
      kept = { me: null, epoch: null, ...kept, writer, personId }
      outbox = outbox.filter((entry) => entry.personId === personId)
      marks = marks.filter((mark) => mark.personId === personId)
    },
    save: async (writer, { me, epoch, changed, gone }) => {
      if (kept?.writer !== writer) return false
      kept = { ...kept, me, epoch }
      for (const { now } of changed) channels.set(now.channelId, now)
      for (const channelId of gone) channels.delete(channelId)
      return true
    },
    dropCopy,
    wipe: async (personId) => {
      await dropCopy(personId)
      outbox = outbox.filter((entry) => entry.personId !== personId)
      marks = marks.filter((mark) => mark.personId !== personId)
    },
    outbox: {
      all: async (personId) => outbox.filter((entry) => entry.personId === personId),
      add: async (entry) => {
        outbox = [...outbox.filter((one) => one.commandId !== entry.commandId), entry]
      },
      put: async (entry) => {
        outbox = outbox.map((one) => (one.commandId === entry.commandId ? entry : one))
      },
      remove: async (commandIds) => {
        outbox = outbox.filter((entry) => !commandIds.includes(entry.commandId))
      },
    },
    marks: {
      all: async (personId) =>
        new Map(marks.filter((m) => m.personId === personId).map((m) => [m.channelId, m.seq])),
      raise: async (personId, raised) => {
        for (const [channelId, seq] of raised) {
          const isSame = (m: { personId: string; channelId: string }) =>
            m.personId === personId && m.channelId === channelId
          const before = marks.find(isSame)?.seq ?? 0
          marks = [...marks.filter((m) => !isSame(m)), { personId, channelId, seq: Math.max(before, seq) }]
        }
      },
      settle: async (personId, settled) => {
        marks = marks.filter(
          (mark) => mark.personId !== personId || mark.seq > (settled.get(mark.channelId) ?? 0),
        )
      },
    },
    close: () => {},
  }
}
