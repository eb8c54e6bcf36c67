import { directoryId, personalId } from '@bijpraat/contract'
import { createPositions } from '@bijpraat/server/log/positions'
import { type House, startHouse, type TestPerson } from '@bijpraat/server/testing/house'
import type { Seat } from './client.ts'

/** People and channels of a measurement, put there through the features themselves before anything is measured. */
export type Town = {
  mongoUrl: string
  channels: readonly string[]
  /** Whose seat is the nth: person n (modulo the number of people), who follows and may post. */
  seat: (
    n: number,
    where: { port: number; bare: boolean; follows?: boolean; writes?: readonly string[] },
  ) => Seat
  /** Reads how far the channels are, so that whoever connects is someone who was here a moment ago. */
  refresh: () => Promise<void>
  close: () => Promise<void>
}

type Wish = {
  people: number
  channels: number
  /** Channels, by their place, of the nth person. */
  memberOf: (n: number) => readonly number[]
}

const atOnce = 32
const seatsPerAddress = 200

export const openTown = async (
  services: { mongoUrl: string; redisUrl: string },
  wish: Wish,
): Promise<Town> => {
  const house = await startHouse(services, { nodes: 0 })
  try {
    return await settleTown(house, wish)
  } catch (error) {
    await house[Symbol.asyncDispose]()
    throw error
  }
}

const settleTown = async (
  house: House,
  { people: count, channels: channelCount, memberOf }: Wish,
): Promise<Town> => {
  await Promise.all([house.people.prepare(), house.sessions.prepare()])
  const channels: string[] = []
  for (let i = 0; i < channelCount; i += 1) channels.push(await house.channel({ name: `Dorp ${i + 1}` }))
  const own = (n: number) => memberOf(n).map((place) => channels[place] ?? '')
  const people = await inTurns(count, (n) => house.person({ memberOf: own(n), name: `Inwoner nummer ${n}` }))
  const raise = createPositions({ log: house.testLog.collection, publish: () => undefined })
  // Everyone has read something: a personal channel that holds nothing would be cheaper than life.
  await inTurns(count, (n) =>
    raise(
      people[n]?.personId ?? '',
      own(n).map((channelId) => ({ channelId, seq: 1 })),
    ),
  )

  const heads = new Map<string, number>()
  const refresh = async () => {
    const ids = [directoryId, ...channels, ...people.map(({ personId }) => personalId(personId))]
    for (const { channelId, rev } of await house.testLog.reader.heads(ids)) heads.set(channelId, rev)
  }
  await refresh()

  return {
    mongoUrl: house.mongoUrl,
    channels,
    refresh,
    seat: (n, { port, bare, follows = true, writes = own(n % count) }) => {
      const person = people[n % count] as TestPerson
      const followed = bare ? own(n % count) : [directoryId, personalId(person.personId), ...own(n % count)]
      return {
        port,
        bare,
        ...(bare ? {} : { cookie: person.cookie }),
        address: `127.1.${Math.floor(n / seatsPerAddress / 200)}.${1 + (Math.floor(n / seatsPerAddress) % 200)}`,
        writes,
        channels: follows
          ? followed.map((channelId) => ({
              channelId,
              cursor: heads.get(channelId) ?? 0,
              key: 'members.1.1',
            }))
          : [],
      }
    },
    close: () => house[Symbol.asyncDispose](),
  }
}

const inTurns = async <T>(count: number, make: (n: number) => Promise<T>): Promise<T[]> => {
  const made: T[] = []
  let next = 0
  const worker = async () => {
    for (let n = next++; n < count; n = next++) made[n] = await make(n)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return made
}
