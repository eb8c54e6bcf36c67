import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import config from '../.dependency-cruiser.mjs'

const REPOSITORY = resolve(import.meta.dirname, '..')

type Offence = { rule: string; file: string; imports: string }

/** For every rule at least one import that it must refuse. */
const OFFENCES: Offence[] = [
  { rule: 'contract-imports-only-zod', file: 'packages/contract/src/a.ts', imports: 'node:fs' },
  { rule: 'contract-imports-only-zod', file: 'packages/contract/src/b.ts', imports: 'mongodb' },
  {
    rule: 'contract-imports-only-zod',
    file: 'packages/contract/src/c.ts',
    imports: '../../../server/src/plain.ts',
  },
  { rule: 'server-shares-only-the-contract', file: 'server/src/a.ts', imports: '../../client/src/plain.ts' },
  {
    rule: 'server-shares-only-the-contract',
    file: 'server/src/b.ts',
    imports: '../../packages/services/src/plain.ts',
  },
  { rule: 'client-shares-only-the-contract', file: 'client/src/a.ts', imports: '../../server/src/plain.ts' },
  { rule: 'server-feature-knows-no-feature', file: 'server/src/features/a/a.ts', imports: '../b/b.ts' },
  { rule: 'server-platform-knows-no-domain', file: 'server/src/platform/a.ts', imports: '../log/plain.ts' },
  {
    rule: 'server-platform-knows-no-domain',
    file: 'server/src/platform/b.ts',
    imports: '../../../packages/contract/src/plain.ts',
  },
  { rule: 'server-log-and-wire-know-no-feature', file: 'server/src/log/a.ts', imports: '../features/b/b.ts' },
  {
    rule: 'server-log-and-wire-know-no-feature',
    file: 'server/src/wire/a.ts',
    imports: '../features/b/b.ts',
  },
  { rule: 'transport-stays-in-wire-and-platform', file: 'server/src/features/a/b.ts', imports: 'socket.io' },
  { rule: 'transport-stays-in-wire-and-platform', file: 'server/src/features/a/c.ts', imports: 'express' },
  { rule: 'transport-stays-in-wire-and-platform', file: 'server/src/log/b.ts', imports: 'ioredis' },
  { rule: 'client-sync-knows-no-screen', file: 'client/src/sync/a.ts', imports: 'react' },
  { rule: 'client-sync-knows-no-screen', file: 'client/src/sync/b.ts', imports: '../features/b/b.ts' },
  { rule: 'client-replica-knows-no-screen', file: 'client/src/replica/a.ts', imports: 'react' },
  { rule: 'client-replica-knows-no-screen', file: 'client/src/replica/b.ts', imports: '../sync/plain.ts' },
  { rule: 'only-sync-writes-the-replica', file: 'client/src/app/a.ts', imports: '../replica/apply.ts' },
  { rule: 'client-ports-know-no-feature', file: 'client/src/ports/a.ts', imports: '../features/b/b.ts' },
  { rule: 'client-ui-knows-no-feature', file: 'client/src/ui/a.tsx', imports: '../features/b/b.ts' },
  { rule: 'client-feature-knows-no-feature', file: 'client/src/features/a/a.tsx', imports: '../b/b.ts' },
  { rule: 'product-imports-no-test-code', file: 'server/src/c.ts', imports: './plain.fixture.ts' },
  { rule: 'product-imports-no-test-code', file: 'server/src/d.ts', imports: './testing/plain.ts' },
  { rule: 'no-cycle', file: 'client/src/round/a.ts', imports: './b.ts' },
]

/** What must stay allowed, so that a rule that refuses everything is noticed as well. */
const ALLOWED: Omit<Offence, 'rule'>[] = [
  { file: 'packages/contract/src/plain.ts', imports: 'zod/mini' },
  { file: 'packages/services/src/plain.ts', imports: 'mongodb' },
  { file: 'server/src/plain.ts', imports: '../../packages/contract/src/plain.ts' },
  { file: 'server/src/plain.fixture.ts', imports: '../../packages/services/src/plain.ts' },
  { file: 'server/src/testing/plain.ts', imports: '../../../packages/services/src/plain.ts' },
  { file: 'server/src/plain.test.ts', imports: './plain.fixture.ts' },
  { file: 'server/src/log/plain.ts', imports: 'mongodb' },
  { file: 'server/src/wire/plain.ts', imports: 'socket.io' },
  { file: 'server/src/features/b/b.ts', imports: '../../log/plain.ts' },
  { file: 'client/src/plain.ts', imports: '../../packages/contract/src/plain.ts' },
  { file: 'client/src/sync/plain.ts', imports: '../plain.ts' },
  { file: 'client/src/replica/apply.ts', imports: '../plain.ts' },
  { file: 'client/src/sync/plain.test.ts', imports: '../replica/apply.ts' },
  { file: 'client/src/sync/writes.ts', imports: '../replica/apply.ts' },
  { file: 'client/src/features/b/b.ts', imports: '../../sync/plain.ts' },
  { file: 'client/src/app/plain.tsx', imports: '../features/b/b.ts' },
  { file: 'client/src/round/b.ts', imports: './c.ts' },
  { file: 'client/src/round/c.ts', imports: './a.ts' },
]

test('every import rule refuses what it names, and nothing else', async () => {
  const tree = mkdtempSync(join(tmpdir(), 'bijpraat-rules-'))
  onTestFinished(() => rmSync(tree, { recursive: true, force: true }))
  symlinkSync(join(REPOSITORY, 'node_modules'), join(tree, 'node_modules'))
  for (const { file, imports } of [...OFFENCES, ...ALLOWED]) {
    mkdirSync(join(tree, dirname(file)), { recursive: true })
    writeFileSync(join(tree, file), `import * as other from '${imports}'\nexport const used = other\n`)
  }

  const found = await violationsIn(tree)
  const expected = OFFENCES.map(({ rule, file }) => `${rule}: ${file}`)
  expect(found.filter((line) => !line.startsWith('no-cycle')).sort()).toEqual(
    expected.filter((line) => !line.startsWith('no-cycle')).sort(),
  )
  expect(found).toContain('no-cycle: client/src/round/a.ts')
  const named = new Set(OFFENCES.map(({ rule }) => rule))
  expect([...named].sort()).toEqual(config.forbidden?.map(({ name }) => name).sort())
})

async function violationsIn(tree: string): Promise<string[]> {
  const args = [
    '--config',
    join(REPOSITORY, '.dependency-cruiser.mjs'),
    '--output-type',
    'json',
    'packages',
    'server',
    'client',
  ]
  const depcruise = join(REPOSITORY, 'node_modules/.bin/depcruise')
  const { stdout } = await promisify(execFile)(depcruise, args, { cwd: tree, maxBuffer: 64 * 2 ** 20 })
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { rule: { name: string }; from: string }[] }
  }
  return summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`)
}
