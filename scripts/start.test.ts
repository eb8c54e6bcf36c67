import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../packages/services/src/index.ts'
import { isAlive, type ProcessRecord } from '../packages/services/src/process-record.ts'
import { keptDir, occupy, until } from '../packages/services/src/testing.fixture.ts'

const REPOSITORY = resolve(import.meta.dirname, '..')
/** Installing is done by now; a cold build of the client is what may take long. */
const READY_MS = 90_000

type Launch = {
  kill(signal: NodeJS.Signals): void
  ended: Promise<number | string>
  printed(): string
}

function launch(env: Record<string, string>): Launch {
  const child = spawn(process.execPath, [join(REPOSITORY, 'scripts/start.mjs')], {
    env: { ...process.env, MONGODB_URL: '', REDIS_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
  }
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  return { kill: (signal) => void child.kill(signal), ended, printed: () => printed }
}

async function untilReady(launched: Launch, port: number): Promise<void> {
  let answer: number | string | undefined
  void launched.ended.then((how) => {
    answer = `ended (${how})`
  })
  const deadline = Date.now() + READY_MS
  while (answer !== 200) {
    if (typeof answer === 'string' || Date.now() > deadline)
      throw new Error(`${answer}: ${launched.printed()}`)
    answer = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (response) => response.status,
      () => answer,
    )
    await new Promise((done) => setTimeout(done, 50))
  }
}

/** The services' processes, as their folders name them. */
function servicesIn(dataDir: string): ProcessRecord[] {
  const folders = readdirSync(dataDir, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders.map(({ name }) => JSON.parse(readFileSync(join(dataDir, name, 'run.json'), 'utf8')).child)
}

async function untilClosed(port: number): Promise<void> {
  let open = true
  while (open) {
    open = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      () => true,
      () => false,
    )
  }
}

test('starts, ends all of it on Ctrl-C, recovers from kill -9', { timeout: 3 * READY_MS }, async () => {
  const dataDir = keptDir()
  const port = await freePort()
  const settings = { DATA_DIR: dataDir, PORT: String(port) }

  const first = launch(settings)
  await untilReady(first, port)
  const ofFirst = servicesIn(dataDir)
  expect(ofFirst).toHaveLength(2)
  expect(ofFirst.every(isAlive)).toBe(true)
  first.kill('SIGINT')
  // As npm passes it on: once more, at once.
  first.kill('SIGINT')
  expect(await first.ended).toBe(0)
  expect(ofFirst.some(isAlive)).toBe(false)
  await untilClosed(port)

  const second = launch(settings)
  await untilReady(second, port)
  const ofSecond = servicesIn(dataDir)
  second.kill('SIGKILL')
  await until(() => !ofSecond.some(isAlive), 'the services of the killed launcher had ended')
  await untilClosed(port)

  await untilReady(launch(settings), port)
})

test('a taken port is one clear sentence', async () => {
  const port = await occupy()
  const launched = launch({ DATA_DIR: keptDir(), PORT: String(port) })
  expect(await launched.ended).toBe(1)
  expect(launched.printed()).toBe(
    `Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start\n`,
  )
})

test('wrong variables are named together, and nothing is started', async () => {
  const dataDir = keptDir()
  const launched = launch({ DATA_DIR: dataDir, PORT: 'abc', MONGODB_URL: 'http://somewhere' })
  expect(await launched.ended).toBe(1)
  expect(launched.printed()).toMatch(/^Wrong settings:\n {2}PORT: .+\n {2}MONGODB_URL: .+\n$/)
  expect(readdirSync(dataDir)).toHaveLength(0)
})

test('a data folder that cannot be is one clear sentence', async () => {
  const file = join(keptDir(), 'file')
  writeFileSync(file, '')
  const launched = launch({ DATA_DIR: file, PORT: String(await freePort()) })
  expect(await launched.ended).toBe(1)
  expect(launched.printed()).toContain(`${file} can't be a folder`)
})
