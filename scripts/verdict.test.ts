import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keptDir } from '../packages/services/src/testing.fixture.ts'
import { judged, remains } from './verdict.mjs'

test('a runner that ran nothing has failed, and so has one that fails without a failed test', () => {
  expect(judged(0, 3, 0)).toEqual({ passed: 3, failed: 0 })
  expect(judged(1, 2, 1)).toEqual({ passed: 2, failed: 1 })
  expect(judged(0, 0, 0)).toMatchObject({ failed: 1, remark: 'no test was run' })
  expect(judged(1, 3, 0)).toMatchObject({ passed: 3, failed: 1 })
})

test.runIf(process.platform === 'linux')('folders and processes that a run left are seen', async () => {
  const temporary = keptDir()
  expect(remains(temporary)).toEqual([])
  mkdirSync(join(temporary, 'bijpraat-mongodb-x'))
  const sleeper = spawn('sleep', ['60'], { stdio: 'ignore', env: { ...process.env, TMPDIR: temporary } })
  onTestFinished(() => void sleeper.kill('SIGKILL'))
  await once(sleeper, 'spawn')
  expect(remains(temporary)).toEqual(['bijpraat-mongodb-x', `process ${sleeper.pid}: sleep 60`])
  sleeper.kill('SIGKILL')
  await once(sleeper, 'exit')
  expect(remains(temporary)).toEqual(['bijpraat-mongodb-x'])
})
