import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const repository = resolve(import.meta.dirname, '..')
const page = readFileSync(resolve(repository, 'docs/sync-protocol.md'), 'utf8')

/** Each rule with the tests that hold it, as `file: title`. */
const rules = page
  .split(/\n(?=\*\*S\d+\*\*)/)
  .slice(1)
  .map((text) => ({
    name: text.match(/^\*\*(S\d+)\*\*/)?.[1] ?? '',
    held: [...text.matchAll(/^- (\S+\.test\.ts): (.+)$/gm)].map(([, file = '', title = '']) => ({
      file,
      title,
    })),
  }))

const isThere = ({ file, title }: { file: string; title: string }): boolean => {
  const path = resolve(repository, file)
  return existsSync(path) && readFileSync(path, 'utf8').includes(title)
}

describe('docs/sync-protocol.md', () => {
  test('numbers its rules without a hole', () => {
    expect(rules.length).toBeGreaterThan(20)
    expect(rules.map(({ name }) => name)).toEqual(rules.map((_, index) => `S${index + 1}`))
  })

  test.each(rules)('$name is held by tests that exist', ({ held }) => {
    expect(held).not.toEqual([])
    expect(held.filter((one) => !isThere(one))).toEqual([])
  })
})
