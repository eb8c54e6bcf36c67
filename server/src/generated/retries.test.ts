import { randomUUID } from 'node:crypto'
import { type Answer, banPerson, type Command, commands, createInvitation, setRole } from '@bijpraat/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { cases } from './cases.fixture.ts'
import { expectations } from './expectations.fixture.ts'
import { hereFor } from './here.fixture.ts'
import type { Situation } from './situations.fixture.ts'
import { type Actor, fresh, openWorld, type World } from './world.fixture.ts'

let world: World
beforeAll(async () => {
  const services = { mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }
  world = await openWorld(services, { nodes: 2, actorsOn: 1 })
})
beforeEach(() => world.limits.forget())
afterAll(() => world[Symbol.asyncDispose]())

const admin: Situation = { role: 'admin', side: 'own', member: true }
const stranger: Situation = { role: 'villager', side: 'own', member: false }

const changing = [...commands.values()].filter(({ effect }) => effect === 'change')

/** Something that an administrator may do. */
const inputOf = (command: Command, actor: Actor) => {
  const rows = Object.entries(expectations[command.name] ?? {})
  const [row = ''] = rows.find(([, expected]) => expected(admin) === 'ok') ?? []
  const make = cases.get(command.name)?.[row]
  if (make === undefined) throw new Error(`an administrator may not ${command.name}`)
  return make(hereFor(world, admin, actor))
}

const loseEverything = async ({ person }: Actor) => {
  const personId = person?.personId ?? ''
  await world.manage(setRole, { ...fresh(), personId, role: 'villager' })
  await world.manage(banPerson, { ...fresh(), personId, scope: 'all', reason: 'Even afkoelen' })
}

/** The same command saying something else, that is as right. */
const saidOtherwise = (input: Record<string, unknown>): Record<string, unknown> => {
  const [field, value] = Object.entries(input).findLast(([key]) => key !== 'commandId') ?? []
  if (field === undefined) throw new Error('a command that says nothing')
  if (typeof value === 'boolean') return { ...input, [field]: !value }
  if (Array.isArray(value)) return { ...input, [field]: [...value, randomUUID()] }
  if (typeof value === 'number') return { ...input, [field]: value + 1 }
  const words: Record<string, string> = { role: 'admin', language: 'en', level: 'none', reason: 'other' }
  return {
    ...input,
    [field]: words[field] ?? (field.endsWith('Id') || field === 'scope' ? randomUUID() : 'Anders'),
  }
}

/** The link of an invitation is made anew for who may still make it, and kept nowhere. */
const withoutLink = (answer: Answer<unknown>) =>
  answer.ok ? { ...answer, data: { ...(answer.data as object), url: null } } : answer

describe.each(changing.map((command) => [command.name, command] as const))('%s', (name, command) => {
  test('L4 W4: repeated after every right to it is lost, is answered as the first time', async () => {
    const actor = await world.arrive(admin)
    const { client, person } = actor
    const input = await inputOf(command, actor)
    const give = (said: object) => client.giveRaw(name, said) as Promise<Answer<unknown>>
    const [first, again] = await Promise.all([give(input), give(input)])
    expect(first).toMatchObject({ ok: true })
    expect(again).toEqual(first)
    expect(command.output.safeParse(first.ok && first.data)).toMatchObject({
      success: true,
      data: first.ok && first.data,
    })

    await loseEverything(actor)
    const later = command === createInvitation ? withoutLink(first) : first
    expect(await give(input)).toEqual(later)
    expect(await world.house.post(person, command, input)).toEqual(later)
    expect(await give(saidOtherwise(input))).toMatchObject({ ok: false, code: 'id_reused' })
  })

  test('L4: an id that someone else used gives nothing of theirs', async () => {
    const actor = await world.arrive(admin)
    const input = await inputOf(command, actor)
    const first = (await actor.client.giveRaw(name, input)) as Answer<unknown>
    const other = (await world.actorOf(stranger).client.giveRaw(name, input)) as Answer<unknown>
    expect(first).toMatchObject({ ok: true })
    const nothing = { ok: true, data: {} }
    if (JSON.stringify(first) !== JSON.stringify(nothing)) expect(other).not.toEqual(first)
  })
})
