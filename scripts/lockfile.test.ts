import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

type Locked = { optionalDependencies?: Record<string, string> }

// npm leaves out what it can't find for another system (npm/cli issue 4828), and then `npm ci` refuses the lockfile.
test('the lockfile holds the packages of every platform', () => {
  const file = resolve(import.meta.dirname, '../package-lock.json')
  const packages: Record<string, Locked> = JSON.parse(readFileSync(file, 'utf8')).packages
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`],
    ),
  )
  expect(missing).toEqual([])
})
