import { expect, it } from 'vitest'
import { createBackground } from './background.ts'

it('runs on while nobody waits, and tells what was thrown', async () => {
  const errors: unknown[] = []
  const done: string[] = []
  const background = createBackground({ onError: (error) => errors.push(error) })
  background.run(() => Promise.reject(new Error('no')))
  background.run(() => {
    throw new Error('at once')
  })
  background.run(async () => {
    background.run(async () => void done.push('second'))
    done.push('first')
  })
  expect(done).toEqual([])
  await background.idle()
  expect(done).toEqual(['first', 'second'])
  expect(errors).toHaveLength(2)
})
