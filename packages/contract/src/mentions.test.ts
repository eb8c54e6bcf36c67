import { describe, expect, test } from 'vitest'
import { maxMentions, mentionOf, mentionsIn, withNames } from './mentions.ts'
import { postMessage } from './messages.ts'

const one = '0f8fad5b-d9cb-469f-a165-70867728950e'
const other = '7c9e6679-7425-40de-944b-e07fc1f90ae7'

describe('whom a text calls', () => {
  test.each([
    ['Niemand', []],
    [`<@${one}> en <@${other}>, en nog eens <@${one}>`, [one, other]],
    ['<@everyone> <@officials><@moderators>', ['everyone', 'officials', 'moderators']],
    // Not a token: what was typed.
    [`<@nobody> <@ ${one}> <@${one} @${one} <@${one.toUpperCase()}> <@>`, []],
    [`<<@${one}>>`, [one]],
  ])('%s', (text, called) => {
    expect(mentionsIn(text)).toEqual(called)
  })
})

test('a text is read with the names of this moment', () => {
  const names: Record<string, string> = { [one]: 'De penningmeester', everyone: 'iedereen' }
  const text = `Dag <@${one}>, <@everyone> en <@nobody>`
  expect(withNames(text, (called) => names[called] ?? '?')).toBe(
    'Dag @De penningmeester, @iedereen en <@nobody>',
  )
})

test('a message calls no more than it may', () => {
  const calling = (count: number) =>
    Array.from({ length: count }, (_, at) => mentionOf(`${String(at).padStart(8, '0')}${one.slice(8)}`))
  const post = (mentions: string[]) =>
    postMessage.input.safeParse({ commandId: one, channelId: 'dorp', text: mentions.join(' ') }).success
  expect(post(calling(maxMentions))).toBe(true)
  expect(post(calling(maxMentions + 1))).toBe(false)
  // One who is called again is one.
  expect(post([...calling(maxMentions), ...calling(maxMentions)])).toBe(true)
})
