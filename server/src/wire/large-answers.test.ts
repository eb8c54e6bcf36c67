import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import {
  type Command,
  commands,
  glance,
  history,
  type InputOf,
  listChannels,
  postMessage,
} from '@bijpraat/contract'
import { expect, inject, test } from 'vitest'
import { untilTestEnds } from '../testing/dispose.ts'
import { startHouse } from '../testing/house.ts'

test('large answers travel compressed, and no other; who comes from elsewhere gets none', async () => {
  const house = untilTestEnds(
    await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }),
  )
  const channelId = await house.channel()
  const person = await house.person({ memberOf: [channelId] })
  for (let at = 0; at < 20; at++) {
    const text = `Bericht ${at} over het dak van het dorpshuis, met een paar woorden erbij.`
    await house.post(person, postMessage, { commandId: randomUUID(), channelId, text })
  }
  const ask = async <C extends Command>(command: C, input: InputOf<C>, headers = {}) => {
    const asked = request(`${house.urls[0]}/api/${command.name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-encoding': 'gzip, br',
        cookie: person.cookie,
        ...headers,
      },
    }).end(JSON.stringify(input))
    const [response] = await once(asked, 'response')
    const bytes = Buffer.concat(await response.toArray()).length
    return { status: response.statusCode, encoding: response.headers['content-encoding'], bytes }
  }
  const page = await ask(history, { channelId, before: 1_000, limit: 200 })
  expect(page).toMatchObject({ status: 200, encoding: 'br' })
  const plain = JSON.stringify(await house.post(person, history, { channelId, before: 1_000, limit: 200 }))
  expect(page.bytes).toBeLessThan(plain.length / 3)
  expect(await ask(glance, { open: channelId })).toMatchObject({ status: 200, encoding: 'br' })
  expect(await ask(listChannels, {})).toMatchObject({ status: 200, encoding: undefined })
  const foreign = { 'sec-fetch-site': 'cross-site' }
  expect(await ask(glance, { open: channelId }, foreign)).toMatchObject({ status: 403, encoding: undefined })
})

test('what is large only reads, and names nothing that is secret', () => {
  const large = [...commands.values()].filter((command) => command.large)
  expect(large.map(({ name, effect }) => `${effect} ${name}`).sort()).toEqual([
    'read agreement.changes',
    'read agreement.read',
    'read catchUp.read',
    'read decision.list',
    'read item.versions',
    'read plan.ahead',
    'read plan.changes',
    'read plan.read',
    'read question.list',
    'read saved.look',
    'read sync.glance',
    'read sync.history',
  ])
})
