import {
  type Command,
  deleteItem,
  editMessage,
  postMessage,
  reactions,
  reactToItem,
  restoreItem,
} from '@bijpraat/contract'
import { itemCommands } from '@bijpraat/server/features/items/items.commands'
import { messageCommands } from '@bijpraat/server/features/messages/messages.commands'
import { kinds } from '@bijpraat/server/kinds'
import { connectMongo } from '@bijpraat/server/platform/mongo'
import { Refusal } from '@bijpraat/server/refusal'
import type { Actor } from '@bijpraat/server/rights/rights'
import { openLog } from '@bijpraat/server/testing/log'
import type { Answer } from '../end-state.ts'
import type { Random } from '../random.ts'

/** A command of someone, to be given to the log once or several times. */
export type Gift = { personId: string; command: string; input: Record<string, unknown> }

/** One process's way into the log: the product's own commands, without a wire. */
export type Writer = AsyncDisposable & {
  /** Null: whether it was done is unknown. */
  give: (gift: Gift) => Promise<Answer>
  /** What this process would have told others, in order. */
  published: readonly { channelId: string; after: number; upTo: number }[]
}

const channelIds = ['x.plein', 'x.school']
const people = ['p.een', 'p.twee', 'p.drie']

export const openWriter = async (mongoUrl: string): Promise<Writer> => {
  const connection = await connectMongo(mongoUrl)
  const { log, reader, published } = await openLog(connection)
  const served = new Map(
    [...messageCommands({ log, kinds }), ...itemCommands({ log, kinds, reader })].map((one) => [
      one.command.name,
      one,
    ]),
  )
  return {
    published,
    give: async ({ personId, command, input }) => {
      const call = { actor: actorOf(personId), input, channel: factsOf(String(input.channelId)) }
      const way = { ip: '', userAgent: '', cookie: null, connection: null }
      try {
        const data = await served.get(command)?.run({ ...call, ...way } as never)
        return { ok: true, data }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return error.code === 'unavailable' ? null : { ok: false, code: error.code }
      }
    },
    [Symbol.asyncDispose]: () => connection.close(),
  }
}

const actorOf = (personId: string): Actor => ({
  personId,
  sessionId: '',
  role: 'villager',
  moderatorOf: new Set(),
  memberOf: new Set(channelIds),
  bannedFrom: new Set(),
  unconfirmed: false,
})

const factsOf = (channelId: string) => ({
  channelId,
  kind: 'village',
  readers: 'members',
  posters: 'members',
  villageIds: [],
  topicIds: [],
  archived: false,
})

/** Draws what someone does, mostly with one of the items that many are at. `items` are those that are known. */
export const drawGift = (random: Random, items: readonly { channelId: string; itemId: string }[]): Gift => {
  const personId = random.pick(people)
  const gift = (command: Command, input: Record<string, unknown>): Gift => ({
    personId,
    command: command.name,
    input: { commandId: random.id(), ...input },
  })
  if (items.length === 0 || random.chance(0.45)) {
    return gift(postMessage, { channelId: random.pick(channelIds), text: `Bericht ${random.below(1e6)}` })
  }
  const on = random.pick(random.chance(0.6) ? items.slice(0, 3) : items)
  const dice = random.next()
  if (dice < 0.5)
    return gift(reactToItem, { ...on, reaction: random.pick(reactions), on: random.chance(0.7) })
  if (dice < 0.8) return gift(editMessage, { ...on, text: `Beter ${random.below(1e6)}` })
  return gift(dice < 0.9 ? deleteItem : restoreItem, on)
}
