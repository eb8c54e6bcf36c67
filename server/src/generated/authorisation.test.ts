import { globSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, commands, type ErrorCode, listActs, listBans, listReports } from '@bijpraat/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import type { Table } from './answers.fixture.ts'
import { cases } from './cases.fixture.ts'
import { expectations, openToAll } from './expectations.fixture.ts'
import { hereFor } from './here.fixture.ts'
import { askedWhile, removables, without } from './mutants.fixture.ts'
import { documentedOf } from './refusals.fixture.ts'
import { isShared, sharings } from './sharing.fixture.ts'
import { type Situation, situations } from './situations.fixture.ts'
import { deviations, tables } from './tables.fixture.ts'
import { type Actor, openWorld, type World } from './world.fixture.ts'

// Each policy is the real one until it is taken away, to see that its absence is noticed.
const { removable } = vi.hoisted(() => ({
  removable: (feature: string) => async (load: () => Promise<object>) =>
    (await import('./mutants.fixture.ts')).removableModule(feature, load),
}))
vi.mock('../wire/serve.ts', async (load) => (await import('./mutants.fixture.ts')).removableGuards(load))
vi.mock('../rights/rights.ts', removable('rights'))
vi.mock('../features/agreement/agreement.policy.ts', removable('agreement'))
vi.mock('../features/announcements/announcements.policy.ts', removable('announcements'))
vi.mock('../features/catch-up/catch-up.policy.ts', removable('catch-up'))
vi.mock('../features/channels/channels.policy.ts', removable('channels'))
vi.mock('../features/decisions/decisions.policy.ts', removable('decisions'))
vi.mock('../features/invitations/invitations.policy.ts', removable('invitations'))
vi.mock('../features/items/items.policy.ts', removable('items'))
vi.mock('../features/messages/messages.policy.ts', removable('messages'))
vi.mock('../features/moderation/moderation.policy.ts', removable('moderation'))
vi.mock('../features/mutes/mutes.policy.ts', removable('mutes'))
vi.mock('../features/people/people.policy.ts', removable('people'))
vi.mock('../features/plan/plan.policy.ts', removable('plan'))
vi.mock('../features/projects/projects.policy.ts', removable('projects'))
vi.mock('../features/push/push.policy.ts', removable('push'))
vi.mock('../features/questions/questions.policy.ts', removable('questions'))
vi.mock('../features/saved/saved.policy.ts', removable('saved'))
vi.mock('../features/scheduled/scheduled.policy.ts', removable('scheduled'))
vi.mock('../features/sessions/sessions.policy.ts', removable('sessions'))
vi.mock('../features/shares/shares.policy.ts', removable('shares'))
vi.mock('../features/sync/sync.policy.ts', removable('sync'))
vi.mock('../features/updates/updates.policy.ts', removable('updates'))

let world: World
beforeAll(async () => {
  const services = { mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }
  // Who is let in where a policy is missing makes faults of what follows.
  world = await openWorld(services, { logLevel: 'silent' })
})
beforeEach(() => world.limits.forget())
afterAll(() => world[Symbol.asyncDispose]())

/** Which policies had a say in a table. */
const asked = new Map<Table, ReadonlySet<string>>()

const named = [...commands.values()].map((command) => [command.name, command] as const)

describe.each(named)('%s', (name, command) => {
  const about = tables.filter((table) => table.about === command)

  test('has expectations, each with a case and of documented refusals', () => {
    const expected = expectations[name] ?? {}
    expect(Object.keys(expected).sort()).toEqual(Object.keys(cases.get(name) ?? {}).sort())
    expect(Object.keys(expected)).not.toEqual([])
    const words = new Set(Object.values(expected).flatMap((grid) => situations.map(grid)))
    expect([...words].filter((word) => word !== 'ok' && !documentedOf(command).has(word))).toEqual([])
  })

  test.each(about.map((table) => [table.name, table] as const))('W4: %s', async (_, table) => {
    const seen = await askedWhile(() => deviations(world, table, situations))
    asked.set(table, seen.asked)
    expect(seen.result).toEqual([])
  })
})

describe('W4: whoever could do it', () => {
  const declaring = (code: ErrorCode) => named.filter(([, command]) => command.errors.includes(code))

  /** What is not refused with this code to someone, of what is not refused in their situation otherwise. */
  const unlike = async (command: Command, code: ErrorCode, actor: Actor, situation: Situation) => {
    const about = tables.filter((table) => table.about === command && table.expected(situation) === 'ok')
    const answers = await Promise.all(
      about.map(async ({ name, ask }) => ({ name, answer: await ask(hereFor(world, situation, actor)) })),
    )
    return { asked: about.length, found: answers.filter(({ answer }) => answer !== code) }
  }

  test.each(declaring('unconfirmed'))('does no %s without a proved address', async (_, command) => {
    const admin: Situation = { role: 'admin', side: 'own', member: true }
    const seen = await unlike(command, 'unconfirmed', world.unconfirmed, admin)
    expect(seen).toEqual({ asked: expect.toSatisfy((count: number) => count > 0), found: [] })
  })

  test.each(declaring('banned'))('does no %s when banned from everything', async (_, command) => {
    const moderator: Situation = { role: 'moderator', side: 'own', member: true }
    const seen = await unlike(command, 'banned', world.outcast, moderator)
    expect(seen).toEqual({ asked: expect.toSatisfy((count: number) => count > 0), found: [] })
  })
})

test('W4: whoever is banned from a village moderates it no more', async () => {
  const banned: Situation = { role: 'banned', side: 'own', member: true }
  const more: string[] = []
  // Who moderates anything is answered what that is about, here nothing.
  const others = tables.filter(
    ({ about }) => about !== listBans && about !== listReports && about !== listActs,
  )
  for (const { about, name, expected, ask } of others) {
    const answer = await ask(hereFor(world, banned, world.bannedModerator))
    if ((answer === 'ok') !== (expected(banned) === 'ok')) more.push(`${about.name}, ${name}: ${answer}`)
  }
  expect(more).toEqual([])
})

test.each(sharings)(
  'L10: news of a project for $home is shown to a village for $target: $shown',
  async (sharing) => {
    expect(await isShared(world, sharing)).toBe(sharing.shown)
  },
)

test('nothing is expected of what is not in the registry', () => {
  expect(Object.keys(expectations).sort()).toEqual([...commands.keys()].sort())
})

const [anonymous = [], known = []] = [true, false].map((signedOut) =>
  situations.filter(({ role }) => (role === 'anonymous') === signedOut),
)

/** The first expectation of a refusal, or of another answer, that does not hold; signed-out people come last. */
const firstDeviation = async (about: readonly Table[]): Promise<string | null> => {
  for (const among of [known, anonymous]) {
    for (const table of about) {
      await world.limits.forget()
      const refused = among.filter((situation) => table.expected(situation) !== 'ok')
      const [found] = await deviations(world, table, refused)
      if (found !== undefined) return `${table.about.name}, ${table.name}, ${found}`
    }
  }
  return null
}

const firstOvershared = async (): Promise<string | null> => {
  for (const sharing of sharings.filter(({ shown }) => !shown)) {
    if (await isShared(world, sharing)) return JSON.stringify(sharing)
  }
  return null
}

describe('without what guards it', () => {
  test('only what has nobody to keep out is the same for all', () => {
    const open = named.filter(([name]) => {
      const expected = Object.values(expectations[name] ?? {})
      return new Set(expected.flatMap((grid) => situations.map(grid))).size === 1
    })
    expect(new Set(open.map(([name]) => name))).toEqual(openToAll)
  })

  const guarded = named.filter(([name]) => !openToAll.has(name))
  test.each(guarded)('W2: %s does what is expected to be refused', async (name, command) => {
    const about = tables.filter((table) => table.about === command)
    expect(await without(name, () => firstDeviation(about))).not.toBeNull()
  })
})

/** Policies without which nobody can do more. */
const idle: ReadonlySet<string> = new Set([
  // What guards what is open to all.
  'sessions/mayRequestCode',
  'sessions/mayEnterCode',
  'sessions/mayPressLink',
  'sessions/maySignOut',
  'invitations/mayLookAtInvitation',
  'invitations/mayAcceptInvitation',
  // Asked of rooms that a socket is in, where it came by `audienceFor` only.
  'sync/isOwn',
])

describe('without a function of a policy', () => {
  const files = globSync('features/*/*.policy.ts', { cwd: join(import.meta.dirname, '..') })
  const features = [...files.map((path) => path.split(/[/\\]/)[1] ?? ''), 'rights'].sort()

  test('each can be taken away', () => {
    const found = new Set(
      [...removables].filter((name) => name.includes('/')).map((name) => name.split('/')[0]),
    )
    expect([...found].sort()).toEqual(features)
  })

  test.each(features)(
    'W4: an expectation fails, whichever of %s it is',
    async (feature) => {
      const functions = [...removables].filter((name) => name.startsWith(`${feature}/`) && !idle.has(name))
      const unnoticed: string[] = []
      for (const name of functions) {
        const about = tables.filter((table) => asked.get(table)?.has(name) ?? true)
        const found = await without(name, () =>
          feature === 'shares' ? firstOvershared() : firstDeviation(about),
        )
        if (found === null) unnoticed.push(name)
      }
      expect(unnoticed).toEqual([])
    },
    180_000,
  )
})
