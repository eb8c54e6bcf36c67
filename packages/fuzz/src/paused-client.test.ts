import { randomUUID } from 'node:crypto'
import { postMessage } from '@bijpraat/contract'
import { startHouse } from '@bijpraat/server/testing/house'
import { until } from '@bijpraat/server/testing/wait'
import { freePort } from '@bijpraat/services'
import { expect, inject, onTestFinished, test } from 'vitest'
import { createDevice } from './device.ts'
import { createLedger } from './ledger.ts'
import { openLink } from './link.ts'
import { openWriter } from './log/writer.ts'
import { randomOf } from './random.ts'

/** Together more than both kernels and the link between hold for one who does not read. */
const messages = { count: 1_000, text: '€'.repeat(4_000) }
const atOnce = 100

const connectionsAt = async (port: number): Promise<number> => {
  const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return Number(/^bijpraat_connections (\d+)/m.exec(page)?.[1])
}

test('L6 L9: who reads nothing is cut, and is whole again when it reads on', async () => {
  const stack = new AsyncDisposableStack()
  onTestFinished(() => stack.disposeAsync())
  const metricsPort = await freePort()
  const services = { mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }
  const house = stack.use(await startHouse(services, { env: { METRICS_PORT: String(metricsPort) } }))
  const stranger = stack.use(await openWriter(house.mongoUrl))
  const channelId = await house.channel()
  const { personId, cookie } = await house.person({ memberOf: [channelId] })
  const nodePort = Number(new URL(house.urls[0] ?? '').port)
  const link = await openLink(nodePort)
  const parts = { name: 'phone', personId, cookie, link, keeps: 'memory', ledger: createLedger() } as const
  const device = stack.use(
    await createDevice({ ...parts, nodes: () => [nodePort], random: randomOf(1, 'phone') }),
  )
  const shown = () => device.shown()

  await device.start()
  await until(() => shown()?.connection === 'live' && shown()?.cursors.has(channelId))
  expect(await connectionsAt(metricsPort)).toBe(1)
  link.stall(600_000, 'in')
  for (let n = 0; n < messages.count; n += atOnce) {
    const inputs = Array.from({ length: atOnce }, () => ({
      commandId: randomUUID(),
      channelId,
      text: messages.text,
    }))
    await Promise.all(inputs.map((input) => stranger.give({ personId, command: postMessage.name, input })))
  }
  await until(async () => (await connectionsAt(metricsPort)) === 0, 60_000)
  link.stall(0)
  const rev = messages.count + 1
  await until(() => shown()?.connection === 'live' && shown()?.cursors.get(channelId) === rev, 60_000)
}, 240_000)
