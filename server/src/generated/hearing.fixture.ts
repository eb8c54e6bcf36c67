import { broadcasts, type Item, listChannels, type Range, resume } from '@bijpraat/contract'
import type { Hearing, Situation } from './situations.fixture.ts'
import { situations } from './situations.fixture.ts'
import type { Actor, World } from './world.fixture.ts'

type Heard = { name: string; payload: unknown }
export type Listener = Actor & { heard: Heard[]; follow: (also: string[]) => Promise<void> }

/** Everyone of the situations, with all that reaches them from now on. */
export const listenersOf = (world: World) => {
  const known = new Map<Actor, Listener>()
  const listen = (actor: Actor): Listener => {
    const heard: Heard[] = []
    actor.client.socket.onAny((name: string, payload: unknown) => heard.push({ name, payload }))
    const follow = async (also: string[]) => {
      const answer = await actor.client.give(resume, { have: [], also })
      if (!answer.ok) throw new Error(answer.code)
    }
    return { ...actor, heard, follow }
  }
  const of = (situation: Situation): Listener => {
    const actor = world.actorOf(situation)
    const listener = known.get(actor) ?? listen(actor)
    known.set(actor, listener)
    return listener
  }
  const all = [...new Set(situations.map(of))]
  return {
    of,
    all,
    /** Resolves when whatever was sent before has arrived: answers come after it on the same connection. */
    settled: async (): Promise<void> => {
      await Promise.all(all.map(({ client }) => client.give(listChannels, {})))
    },
    forget: () => {
      for (const { heard } of all) heard.length = 0
    },
  }
}

export const rangesOf = ({ heard }: Listener, channelId: string): Range[] =>
  heard.flatMap(({ name, payload }) => {
    const range = payload as Range
    return name === 'delivery' && range.channelId === channelId ? [range] : []
  })

/** By whose view an item came: insiders are told who wrote it. */
export const hearingOf = (listener: Listener, channelId: string, itemId: string): Hearing => {
  const items = rangesOf(listener, channelId).flatMap((range) => range.items)
  const states = items.filter(({ id }) => id === itemId)
  if (states.length === 0) return 'nothing'
  return states.some(tellsMore) ? 'members' : 'public'
}

const tellsMore = (item: Item) => item.authorId !== null || item.reactions !== undefined

/** What came that the registry does not have, or not in this shape. */
export const undeclared = ({ heard }: Listener): string[] =>
  heard.flatMap(({ name, payload }) => {
    const broadcast = broadcasts.get(name)
    return broadcast?.payload.safeParse(payload).success ? [] : [`${name} ${JSON.stringify(payload)}`]
  })
