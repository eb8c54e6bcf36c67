import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startMongo } from './mongo.ts'
import { recordOf } from './process-record.ts'
import { startRedis } from './redis.ts'
import { keptDir, until } from './testing.fixture.ts'

async function startOwner(tmpdir: string, dir?: string): Promise<{ owner: ChildProcess; pids: number[] }> {
  const file = join(import.meta.dirname, 'owner.fixture.ts')
  const owner = spawn(process.execPath, dir ? [file, dir] : [file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: tmpdir },
  })
  onTestFinished(() => void owner.kill('SIGKILL'))
  const [line] = await once(owner.stdout.setEncoding('utf8'), 'data')
  return { owner, pids: JSON.parse(String(line)).pids }
}

for (const signal of ['SIGKILL', 'SIGINT'] as const) {
  test(`services and their temporary folders go when their owner gets ${signal}`, async () => {
    const tmpdir = keptDir()
    const { owner, pids } = await startOwner(tmpdir)
    expect(readdirSync(tmpdir)).toHaveLength(2)
    owner.kill(signal)
    await until(() => pids.every((pid) => recordOf(pid) === undefined), 'the services had ended')
    await until(() => readdirSync(tmpdir).length === 0, 'their folders were gone')
  })
}

test('the guard alone ends a process and its folder, for systems that have nothing better', async () => {
  const [sleeper, dir] = [startSleeper(), keptDir()]
  const file = join(import.meta.dirname, 'guard.fixture.ts')
  const owner = spawn(process.execPath, [file, String(sleeper.pid), dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(owner.stdout, 'data')
  owner.kill('SIGKILL')
  await until(() => recordOf(sleeper.pid) === undefined, 'the process had ended')
  await until(() => !existsSync(dir), 'the folder was gone')
})

test('a folder whose owner was killed can be used again at once', async () => {
  const dir = keptDir()
  const { owner, pids } = await startOwner(keptDir(), dir)
  owner.kill('SIGKILL')
  await once(owner, 'exit')
  const mongo = await startMongo({ dir })
  onTestFinished(mongo.stop)
  expect(pids.map(recordOf)[0]).toBeUndefined()
})

test('an orphan named by the folder is ended; another process that has its number is not', async () => {
  const [orphan, stranger] = [startSleeper(), startSleeper()]
  const nobody = { pid: 1, birth: 'of another boot' }
  const [orphanDir, strangerDir] = [keptDir(), keptDir()]
  const birth = recordOf(orphan.pid)?.birth
  writeFileSync(
    join(orphanDir, 'run.json'),
    JSON.stringify({ owner: nobody, child: { pid: orphan.pid, birth }, port: 1 }),
  )
  const earlier = { pid: stranger.pid, birth: 'of an earlier process' }
  writeFileSync(join(strangerDir, 'run.json'), JSON.stringify({ owner: nobody, child: earlier, port: 1 }))

  for (const dir of [orphanDir, strangerDir]) onTestFinished((await startRedis({ dir })).stop)
  expect(recordOf(orphan.pid)).toBeUndefined()
  expect(recordOf(stranger.pid)).toBeDefined()
})

test('a folder in use is refused while its owner lives', async () => {
  const dir = keptDir()
  onTestFinished((await startRedis({ dir })).stop)
  await expect(startRedis({ dir })).rejects.toThrow(`Redis already runs in ${dir}`)
})

function startSleeper(): { pid: number } {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  if (child.pid === undefined) throw new Error('sleep did not start')
  return { pid: child.pid }
}
