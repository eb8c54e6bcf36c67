import { type AddressInfo, createServer } from 'node:net'
import { listChannels, postMessage } from '@bijpraat/contract'
import { beforeAll, expect, inject, test } from 'vitest'
import { untilTestEnds } from './testing/dispose.ts'
import { startHouse } from './testing/house.ts'

const services = { mongoUrl: '', redisUrl: '' }
beforeAll(() => Object.assign(services, { mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }))

const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Lines as Prometheus reads them, by name and labels. */
const readingsIn = (text: string) =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )

test('a process counts what it does, on a port of its own, and tells nothing of what people say', async () => {
  const port = await freePort()
  const house = untilTestEnds(await startHouse(services, { env: { METRICS_PORT: String(port) } }))
  const secret = 'Alleen voor ons'
  const channelId = await house.channel({ name: secret })
  const person = await house.person({ memberOf: [channelId], name: secret })
  const client = await house.connect(person)
  await client.give(listChannels, {})
  await client.give(postMessage, { commandId: crypto.randomUUID(), channelId, text: secret })
  await client.give(postMessage, { commandId: crypto.randomUUID(), channelId: 'x.none', text: secret })
  await client.giveRaw(secret, {})

  const url = `http://127.0.0.1:${port}/metrics`
  const text = await (await fetch(url)).text()
  const readings = readingsIn(text)
  expect(readings.get('bijpraat_connections')).toBe(1)
  expect(readings.get('bijpraat_commands_total{command="message.post",code="ok"}')).toBe(1)
  expect(readings.get('bijpraat_commands_total{command="message.post",code="not_found"}')).toBe(1)
  expect(readings.get('bijpraat_commands_total{command="unknown",code="unknown_command"}')).toBe(1)
  expect(readings.get('bijpraat_command_seconds_count{command="message.post"}')).toBe(2)
  expect(readings.get('bijpraat_commits_total')).toBe(1)
  expect(readings.get('bijpraat_redis_ready')).toBe(1)
  expect(readings.get('process_resident_memory_bytes')).toBeGreaterThan(1_000_000)
  for (const said of [secret, person.personId, channelId]) expect(text).not.toContain(said)
  expect((await fetch(url.replace('/metrics', '/'))).status).toBe(404)
})
