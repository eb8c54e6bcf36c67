import { randomUUID } from 'node:crypto'
import {
  banPerson,
  type Command,
  changeChannel,
  createInvitation,
  type InputOf,
  type OutputOf,
  setModerator,
} from '@bijpraat/contract'
import { type House, startHouse, type TestClient, type TestPerson } from '../testing/house.ts'
import { openLimits } from './limits.fixture.ts'
import { type Side, type Situation, situations } from './situations.fixture.ts'
import { openState } from './state.fixture.ts'

/** Channels, each once in the own and once in the other village. */
export type Place =
  | 'village'
  | 'open'
  | 'closed'
  | 'board'
  | 'archived'
  | 'topic'
  | 'project'
  | 'joined'
  | 'closedProject'
type Places = Record<Place, string>

/** Where a member has a record; of the project they are a member by their village. */
const withRecord: readonly Place[] = [
  'village',
  'open',
  'closed',
  'board',
  'archived',
  'topic',
  'joined',
  'closedProject',
]
/** What a moderator's right and a ban are about; projects follow from the village. */
const scopes: readonly Place[] = ['village', 'open', 'closed', 'board', 'archived', 'topic']

export type World = Awaited<ReturnType<typeof openWorld>>
export type Actor = { person: TestPerson | null; client: TestClient }

export const fresh = () => ({ commandId: randomUUID() })

/** Someone in every situation, connected, and the two villages that the situations are about. */
export const openWorld = async (
  services: { mongoUrl: string; redisUrl: string },
  { actorsOn = 0, ...options }: Parameters<typeof startHouse>[1] & { actorsOn?: number } = {},
) => {
  const house = await startHouse(services, options)
  const limits = openLimits(services.redisUrl, house.mongoUrl)
  const admin = await house.person({ role: 'admin' })
  const boss = await house.connect(admin)
  const manage = async <C extends Command>(command: C, input: InputOf<C>): Promise<OutputOf<C>> => {
    const answer = await boss.give(command, input)
    if (!answer.ok) throw new Error(`${command.name}: ${answer.code}`)
    return answer.data
  }
  const places = { own: await openPlaces(house), other: await openPlaces(house) }
  for (const { archived } of Object.values(places)) {
    await manage(changeChannel, { ...fresh(), channelId: archived, archived: true })
  }
  const memberOf = (...sides: Side[]) =>
    sides.flatMap((side) => withRecord.map((place) => places[side][place]))

  const settle = async ({ role }: Situation, { personId }: TestPerson) => {
    for (const place of role === 'moderator' || role === 'banned' ? scopes : []) {
      const change = { ...fresh(), personId, scope: places.own[place] }
      if (role === 'moderator') await manage(setModerator, { ...change, on: true })
      else await manage(banPerson, { ...change, reason: 'Even afkoelen' })
    }
  }
  const settled = new Map<string, Promise<Actor>>()
  const keyOf = ({ role, side, member }: Situation) =>
    `${role} ${side === 'other' ? (member ? 'both' : 'own') : member ? 'own' : 'none'}`
  const arrive = async (situation: Situation): Promise<Actor> => {
    if (situation.role === 'anonymous') return { person: null, client: await house.connect(null, actorsOn) }
    const belongs = { own: memberOf('own'), both: memberOf('own', 'other'), none: [] }
    const role = situation.role === 'official' || situation.role === 'admin' ? situation.role : 'villager'
    const of = belongs[keyOf(situation).split(' ')[1] as keyof typeof belongs]
    const person = await house.person({ role, memberOf: of })
    await settle(situation, person)
    return { person, client: await house.connect(person, actorsOn) }
  }
  for (const situation of situations) {
    const key = keyOf(situation)
    if (!settled.has(key)) settled.set(key, arrive(situation))
  }
  const actors = new Map(
    await Promise.all([...settled].map(async ([key, arriving]) => [key, await arriving] as const)),
  )

  const neighbour = await house.person({ memberOf: memberOf('own', 'other') })
  const official = await house.person({ role: 'official', memberOf: memberOf('own', 'other') })
  const moderator = await house.person({ memberOf: memberOf('own', 'other') })
  for (const side of ['own', 'other'] as const) {
    const scope = places[side].village
    await manage(setModerator, { ...fresh(), personId: moderator.personId, scope, on: true })
  }

  const invite = async (channelId: string): Promise<{ invitationId: string; token: string }> => {
    const link = { role: 'villager', language: 'nl', uses: 500, days: 1 } as const
    const made = await manage(createInvitation, { ...fresh(), ...link, channelIds: [channelId] })
    return { invitationId: made.invitationId, token: made.url?.split('#')[1] ?? '' }
  }
  const state = await openState(house.mongoUrl)

  /** Like an administrator who is a member, but an address was never proved. */
  const openUnconfirmed = async (): Promise<Actor> => {
    const actor = await arrive({ role: 'admin', side: 'own', member: true })
    const persons = state.db.collection<{ _id: string }>('persons')
    await persons.updateOne({ _id: actor.person?.personId ?? '' }, { $set: { confirmBy: 1 } })
    return actor
  }
  /** Like a moderator who is a member, but banned. */
  const openOutcast = async (...from: string[]): Promise<Actor> => {
    const actor = await arrive({ role: 'moderator', side: 'own', member: true })
    const personId = actor.person?.personId ?? ''
    for (const scope of from)
      await manage(banPerson, { ...fresh(), personId, scope, reason: 'Even afkoelen' })
    return actor
  }

  return {
    house,
    arrive,
    unconfirmed: await openUnconfirmed(),
    outcast: await openOutcast('all'),
    bannedModerator: await openOutcast(...scopes.map((place) => places.own[place])),
    db: state.db,
    limits,
    places,
    manage,
    boss: admin,
    neighbour: neighbour.personId,
    official: official.personId,
    moderator: moderator.personId,
    hasRecord: (place: Place, { member }: Situation) => member && withRecord.includes(place),
    actorOf: (situation: Situation): Actor => {
      const actor = actors.get(keyOf(situation))
      if (actor === undefined) throw new Error('a situation that nobody is in')
      return actor
    },
    invite,
    /** Of an invitation to a channel beside the villages. */
    sharedToken: (await invite(await house.channel())).token,
    [Symbol.asyncDispose]: async () => {
      limits.close()
      await state[Symbol.asyncDispose]()
      await house[Symbol.asyncDispose]()
    },
  }
}

const openPlaces = async (house: House): Promise<Places> => {
  const village = await house.channel()
  const villageIds = [village]
  return {
    village,
    open: await house.channel({ readers: 'anyone' }),
    closed: await house.channel({ readers: 'closed' }),
    board: await house.channel({ posters: 'officials' }),
    archived: await house.channel(),
    topic: await house.channel({ kind: 'topic', readers: 'signedIn' }),
    project: await house.channel({ kind: 'project', villageIds }),
    joined: await house.channel({ kind: 'project', villageIds }),
    closedProject: await house.channel({ kind: 'project', villageIds, readers: 'closed' }),
  }
}
