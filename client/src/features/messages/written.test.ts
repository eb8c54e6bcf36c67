import { maxMessageLength } from '@bijpraat/contract'
import { describe, expect, test } from 'vitest'
import { charactersLeft, written } from './written.ts'

describe('what is written', () => {
  test.each([
    ['', { state: 'empty' }],
    [' \n ', { state: 'empty' }],
    ['\u202e\u0000', { state: 'empty' }],
    [' Hallo buren\n', { state: 'good', text: 'Hallo buren' }],
    ['a\u202eb\u2066c', { state: 'good', text: 'abc' }],
    ['é'.normalize('NFD'), { state: 'good', text: 'é' }],
    ['x'.repeat(maxMessageLength), { state: 'good', text: 'x'.repeat(maxMessageLength) }],
    ['x'.repeat(maxMessageLength + 1), { state: 'tooLong' }],
    [`a${'\u0301'.repeat(9)}`, { state: 'unfit' }],
    ['\ud800', { state: 'unfit' }],
  ])('%j', (value, expected) => {
    expect(written(value)).toEqual(expected)
  })
})

test('the counter comes near the limit', () => {
  expect(charactersLeft('x'.repeat(maxMessageLength - 401))).toBeNull()
  expect(charactersLeft('x'.repeat(maxMessageLength - 400))).toBe(400)
  expect(charactersLeft('x'.repeat(maxMessageLength + 2))).toBe(-2)
})
