import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { databaseUrl, openDatabase } from '../server/src/testing/database.ts'

const script = resolve(import.meta.dirname, 'archive.ts')

const run = async (mongoUrl: string, ...args: string[]) => {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, MONGODB_URL: mongoUrl } })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += text))
  const [code] = await once(child, 'close')
  return { code: code as number, printed }
}

test('what is kept by one command is put back by the other; what cannot be is told in a sentence', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bijpraat-archive-'))
  const url = databaseUrl(inject('mongoUrl'))
  const database = await openDatabase(url, { as: 'given' })
  onTestFinished(async () => {
    await database[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })
  await database.collection('things').insertOne({ name: 'bankje' })
  const file = join(folder, 'made.backup')

  expect(await run(url, 'backup')).toMatchObject({
    code: 1,
    printed: 'Name one file: npm run backup -- FILE\n',
  })
  expect(await run(url, 'restore', file)).toMatchObject({ code: 1, printed: `There is no ${file}.\n` })
  expect(await run(url, 'backup', file)).toMatchObject({ code: 0, printed: expect.stringContaining(file) })
  const again = await run(url, 'backup', file)
  expect(again).toMatchObject({ code: 1, printed: expect.stringContaining('is there already') })
  const full = await run(url, 'restore', file)
  expect(full).toMatchObject({ code: 1, printed: expect.stringContaining('--replace') })
  await database.collection('things').deleteMany({})
  expect(await run(url, 'restore', file, '--replace')).toMatchObject({ code: 0 })
  expect(await database.collection('things').distinct('name')).toEqual(['bankje'])

  truncateSync(file, 20)
  const damaged = await run(url, 'restore', file, '--replace')
  expect(damaged).toMatchObject({ code: 1, printed: expect.stringMatching(/^The archive is damaged.*\n$/) })
  const unknown = await run(url, 'restore', file, '--force')
  expect(unknown).toMatchObject({ code: 1, printed: expect.not.stringContaining('    at ') })
})
