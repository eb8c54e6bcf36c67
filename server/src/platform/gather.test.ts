import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createGather } from './gather.ts'

/** Reads that end when they are told to. */
const open = () => {
  const reads: { asked: readonly number[]; end: () => void; fail: () => void }[] = []
  const ask = createGather(
    (asked: readonly number[]) =>
      new Promise<number[]>((resolve, reject) => {
        const end = () => resolve(asked.map((n) => n * 10))
        reads.push({ asked, end, fail: () => reject(new Error('away')) })
      }),
  )
  const read = (place: number) => {
    const found = reads[place]
    if (!found) throw new Error('not asked yet')
    return found
  }
  return { ask, reads, read }
}

test('what is asked in one turn is asked together, and each gets its own answer', async () => {
  const { ask, reads, read } = open()
  const answers = Promise.all([ask(1), ask(2), ask(3)])
  await turn()
  expect(reads).toHaveLength(1)
  read(0).end()
  expect(await answers).toEqual([10, 20, 30])
})

test('W4: what is asked during a read is never answered by it', async () => {
  const { ask, reads, read } = open()
  const first = ask(1)
  await turn()
  const later = Promise.all([ask(1), ask(2)])
  read(0).end()
  expect(await first).toBe(10)
  await expect.poll(() => reads.map(({ asked }) => asked)).toEqual([[1], [1, 2]])
  read(1).end()
  expect(await later).toEqual([10, 20])
})

test('a read that hangs keeps nobody else waiting', async () => {
  const { ask, reads, read } = open()
  void ask(1)
  await turn()
  const second = ask(2)
  await expect.poll(() => reads.length).toBe(2)
  read(1).end()
  expect(await second).toBe(20)
})

test('a failure is everybody’s who asked with it, and nobody else’s', async () => {
  const { ask, reads, read } = open()
  const failing = Promise.allSettled([ask(1), ask(2)])
  await turn()
  const later = ask(3)
  read(0).fail()
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await expect.poll(() => reads.length).toBe(2)
  read(1).end()
  expect(await later).toBe(30)
})
