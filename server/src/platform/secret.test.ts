import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openDatabase } from '../testing/database.ts'
import { createSealer, hashToken, isSame, randomToken, storedSecret } from './secret.ts'

let database: Awaited<ReturnType<typeof openDatabase>>
beforeAll(async () => {
  database = await openDatabase(inject('mongoUrl'))
})
afterAll(() => database[Symbol.asyncDispose]())

it('makes one secret for all processes, and keeps it', async () => {
  const { db } = database
  if (!db) throw new Error('not connected')
  const secrets = await Promise.all(Array.from({ length: 8 }, () => storedSecret(db)))
  expect(new Set(secrets).size).toBe(1)
  expect(await storedSecret(db)).toBe(secrets[0])
  expect(secrets[0]).toMatch(/^[\w-]{43}$/)
})

it('seals differently by secret, purpose and value', () => {
  const { seal } = createSealer('one')
  const seals = [seal('a', 'b'), seal('ab', ''), seal('', 'ab'), createSealer('two').seal('a', 'b')]
  expect(new Set(seals).size).toBe(4)
  expect(seal('a', 'b')).toBe(seals[0])
  expect(seals[0]).toMatch(/^[\w-]{43}$/)
})

it('makes tokens that differ, and compares what is equal only', () => {
  expect(randomToken()).not.toBe(randomToken())
  expect(hashToken('a')).not.toBe(hashToken('b'))
  expect([isSame('a', 'a'), isSame('a', 'b'), isSame('a', 'aa'), isSame('', '')]).toEqual([
    true,
    false,
    false,
    true,
  ])
})
