import { contractVersion, type Item } from '@bijpraat/contract'
import { createReplica, type Replica, type ReplicaState } from '../../replica/replica.ts'
import { createEngine, type Engine, type EngineParts } from '../engine.ts'
import { createMemoryStorage } from '../memory-storage.ts'
import type { CopyStorage } from '../ports.ts'
import { createManualClock, type ManualClock, seededRandom } from './manual-clock.ts'
import { createServerModel, type ServerModel } from './server-model.ts'

export type Client = {
  engine: Engine
  replica: Replica
  storage: CopyStorage
  state(): ReplicaState
  texts(channelId: string): string[]
}

export type World = {
  clock: ManualClock
  server: ServerModel
  random: () => number
  /** Messages of someone else, one commit each, with ids `m.<rev>`. */
  fill(count: number, channelId: string): void
  /** Cuts everyone and lets nobody in until there are no faults any more. */
  outage(client: Client): Promise<void>
  /** A client of a person, started; `storage` lets it be one that was there before. */
  client(personId: string | null, parts?: Partial<EngineParts>): Promise<Client>
}

export const createWorld = (seed = contractVersion): World => {
  const random = seededRandom(seed)
  const clock = createManualClock()
  const server = createServerModel({ clock, random })
  let ids = 0
  const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`

  return {
    clock,
    server,
    random,
    fill: (count, channelId) => {
      for (let at = 0; at < count; at++) server.commit(channelId, [(_, rev) => messageOf('ben', rev)])
    },
    outage: async (client) => {
      server.setFaults({ refuseHandshake: 'unavailable' })
      server.cutAll()
      await clock.until(() => client.state().connection === 'offline')
    },
    client: async (personId, parts = {}) => {
      const replica = createReplica()
      const storage = parts.storage ?? createMemoryStorage()
      const openSocket = server.openSocket(() => personId)
      const engine = createEngine({ replica, openSocket, clock, random, newId, ...parts, storage })
      await engine.start()
      const state = () => replica.getState()
      return {
        engine,
        replica,
        storage,
        state,
        texts: (channelId) => {
          const copy = state().channels.get(channelId)
          return (copy?.timeline ?? []).map((id) => textOf(copy?.items.get(id)?.content))
        },
      }
    },
  }
}

const textOf = (content: unknown) => (content as { text?: string } | null | undefined)?.text ?? '-'

const messageOf = (authorId: string, rev: number): Item => ({
  id: `m.${rev}`,
  kind: 'message',
  seq: rev,
  rev,
  authorId,
  createdAt: 0,
  content: { text: `m.${rev}` },
})
