import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as contract from './index.ts'
import { broadcasts, commands, errors, itemKinds } from './index.ts'

describe('the registry', () => {
  test('W2: commands, broadcasts and kinds have names of their own, and a sentence that says what they are', () => {
    expect(commands.size).toBeGreaterThan(30)
    expect(broadcasts.size).toBeGreaterThan(3)
    expect(itemKinds.size).toBeGreaterThan(5)
    for (const { name, summary } of [...commands.values(), ...broadcasts.values()]) {
      expect(name).toMatch(/^[a-z]+(\.[a-z]+)?$/i)
      expect(summary).toMatch(/^[A-Z].*\.$/)
    }
  })

  test('L4: what changes something carries the client’s id, and what does not carries none', () => {
    for (const { name, effect, input } of commands.values()) {
      expect([name, 'commandId' in input.shape]).toEqual([name, effect === 'change'])
    }
  })

  test('P5: every kind that is declared is known', () => {
    const declared = Object.values<unknown>(contract).filter(
      (value) => typeof value === 'object' && value !== null && 'plainText' in value,
    )
    expect(new Set(itemKinds.values())).toEqual(new Set(declared))
  })

  test('P5: every kind that counts as unread says how it counts for who catches up', () => {
    const unread = [...itemKinds.values()].filter((kind) => kind.countsAsUnread && kind.kind !== 'share')
    expect(unread.filter(({ catchUp }) => catchUp === undefined).map(({ kind }) => kind)).toEqual([])
  })

  test('W3: every input refuses keys that it does not know', () => {
    for (const { name, input } of commands.values()) {
      const refused = input.safeParse({ surprise: 1 })
      const codes = refused.error?.issues.map(({ code }) => code)
      expect([name, codes]).toEqual([name, expect.arrayContaining(['unrecognized_keys'])])
    }
  })

  test('W3: every error code stands in the documentation, as it is', () => {
    const documented = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8')
    const rows = documented.split('\n').filter((row) => row.startsWith('| `'))
    expect(rows).toEqual(
      Object.entries(errors).map(
        ([code, { http, passing, meaning }]) =>
          `| \`${code}\` | ${http} | ${passing ? 'yes' : 'no'} | ${meaning} |`,
      ),
    )
  })
})
