import { expect, inject, test } from 'vitest'
import { rollOver } from './rolling-run.ts'

test('L4 L6 L12: both nodes behind a proxy are restarted, and nobody loses, doubles or sees a failure of anything', async () => {
  const services = { mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }
  const { problems, written, ends } = await rollOver(services, { clients: 40, members: 10, perSecond: 20 })
  expect(problems).toEqual([])
  expect(written).toBeGreaterThan(20)
  expect(ends.map(({ how }) => how)).toEqual(['exit code 0', 'exit code 0'])
}, 180_000)
