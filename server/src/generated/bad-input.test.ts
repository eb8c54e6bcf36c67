import { type Command, commands } from '@bijpraat/contract'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { TestPerson } from '../testing/house.ts'
import { edgeInputs, type Wrong, wrongInputs } from './bad-input.fixture.ts'
import { exampleOf, examples, type Facts } from './examples.fixture.ts'
import { openRawSocket, type RawSocket } from './raw-socket.fixture.ts'
import { httpStatusOf, readRefusal } from './refusals.fixture.ts'
import { openTarget, type Target } from './target.fixture.ts'

let target: Target
let facts: Facts
let socket: RawSocket
let nobody: RawSocket

beforeAll(async () => {
  target = await openTarget({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') })
  const { channelId, villager, url } = target
  const none = { topicId: 'a', projectId: 'a', itemId: 'a', sessionId: 'a', invitationId: 'a' }
  facts = { ...none, channelId, personId: villager.personId }
  socket = await openRawSocket(url, villager)
  nobody = await openRawSocket(url)
})
beforeEach(() => target.remember())
afterEach(() => target.expectUnharmed())
afterAll(async () => {
  socket.close()
  nobody.close()
  await target[Symbol.asyncDispose]()
})

type Answered = Wrong & { text: string; status?: number }

const overSocket = (from: RawSocket, { name }: Command, inputs: readonly Wrong[]): Promise<Answered[]> =>
  Promise.all(inputs.map(async (wrong) => ({ ...wrong, text: await from.give(name, wrong.json) })))

const overHttp = async (
  person: TestPerson | null,
  { name }: Command,
  inputs: readonly Wrong[],
): Promise<Answered[]> => {
  const headers = { 'content-type': 'application/json', ...(person ? { cookie: person.cookie } : {}) }
  const answered: Answered[] = []
  for (const wrong of inputs) {
    const response = await fetch(`${target.url}/api/${name}`, {
      method: 'POST',
      headers,
      body: wrong.json,
    })
    answered.push({ ...wrong, text: await response.text(), status: response.status })
  }
  return answered
}

/** What is not as it must be: each input refused as such, over HTTP with the status of that code. */
const unlikeInvalid = (command: Command, answered: readonly Answered[]) =>
  answered.flatMap(({ why, text, status }) => {
    try {
      const { code } = readRefusal(command, text)
      const right = code === 'invalid_input' && (status === undefined || status === httpStatusOf(code))
      return right ? [] : [`${why}: ${status ?? ''} ${text}`]
    } catch (error) {
      return [`${why}: ${String(error)}`]
    }
  })

test('every command has an example, and every example a command', () => {
  expect([...examples.keys()].sort()).toEqual([...commands.keys()].sort())
  const refused = [...commands.values()].filter(
    (command) => !command.input.safeParse(exampleOf(command, facts)).success,
  )
  expect(refused.map(({ name }) => name)).toEqual([])
})

describe.each([...commands.values()].map((command) => [command.name, command] as const))(
  '%s',
  (_, command) => {
    const askAs = {
      socket: (inputs: readonly Wrong[]) => overSocket(socket, command, inputs),
      http: (inputs: readonly Wrong[]) => overHttp(target.villager, command, inputs),
    }

    test.each(command.transports)('W3: refuses wrong input over %s', async (transport) => {
      const inputs = wrongInputs(command, exampleOf(command, facts))
      expect(inputs.length).toBeGreaterThan(20)
      expect(unlikeInvalid(command, await askAs[transport](inputs))).toEqual([])
    })

    // Given by nobody, so that what fits the schema still changes nothing.
    test('W3: takes what lies exactly at its limits', async () => {
      const inputs = edgeInputs(command, exampleOf(command, facts))
      const answered = command.transports.includes('socket')
        ? await overSocket(nobody, command, inputs)
        : await overHttp(null, command, inputs)
      expect(answered.filter(({ text }) => text.includes('invalid_input'))).toEqual([])
    })
  },
)
