import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { safeHref } from './parse.ts'
import { RichText } from './rich-text.tsx'

const html = (source: string) => renderToStaticMarkup(createElement(RichText, { source }))
/** The elements that a text becomes, without their attributes. */
const tags = (source: string) => [...html(source).matchAll(/<([a-z]+)/g)].map(([, tag]) => tag)
const words = (source: string) =>
  html(source)
    .replaceAll(/<br\/?>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')

const allowed = new Set([
  ...[
    'div',
    'p',
    'strong',
    'em',
    'del',
    'code',
    'pre',
    'br',
    'a',
    'bdi',
    'ul',
    'ol',
    'li',
    'blockquote',
    'hr',
  ],
])

describe('what people write', () => {
  test('bold, slanted, struck and code', () => {
    expect(html('**148 panelen** *passen* ~~niet~~ `op`')).toContain(
      '<strong>148 panelen</strong> <em>passen</em> <del>niet</del> <code',
    )
  })
  test('a new line is a new line', () => {
    expect(tags('een\ntwee')).toEqual(['div', 'p', 'br'])
  })
  test('lists keep their numbers', () => {
    expect(html('3. drie\n4. vier')).toContain('start="3"')
    expect(tags('- a\n- b')).toEqual(['div', 'ul', 'li', 'p', 'li', 'p'])
  })
  test('a heading is bold, for it is nobody’s place in the page', () => {
    expect(tags('# Groot')).toEqual(['div', 'p', 'strong'])
  })
  test('addresses become links that tell the other side nothing', () => {
    expect(html('kijk op www.voorbeeld.nl')).toContain('href="http://www.voorbeeld.nl/" class="_link_')
    expect(html('https://voorbeeld.nl/a')).toContain('rel="noopener noreferrer nofollow"')
    expect(html('bestuur@voorbeeld.nl')).toContain('href="mailto:bestuur@voorbeeld.nl"')
  })
  test('a link of other words says where it goes', () => {
    expect(words('[het plan](https://voorbeeld.nl/plan)')).toBe('het plan (voorbeeld.nl)')
    expect(words('[gemeente.nl](https://elders.nl)')).toBe('gemeente.nl (elders.nl)')
    expect(words('[voorbeeld.nl/plan](https://voorbeeld.nl/plan)')).toBe('voorbeeld.nl/plan')
  })
  test('a picture is a link, fetched only by who presses it', () => {
    expect(tags('![dak](https://voorbeeld.nl/dak.png)')).toEqual(['div', 'p', 'a', 'bdi'])
  })
  test('each paragraph finds its own reading direction', () => {
    expect(html('hallo\n\nשלום').match(/<p dir="auto"/g)).toHaveLength(2)
  })
})

describe('what markdown knows and we do not stays the text that was typed', () => {
  test.each([
    '<b>vet</b> tekst',
    '<script>alert(1)</script>',
    'x <img src=x onerror=alert(1)> y',
    '<!-- niets -->',
    '[a]: https://voorbeeld.nl',
    '&lt;b&gt; &amp; &copy;',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    '[klik](javascript:alert(1))',
    '![x](data:image/svg+xml;base64,AAAA)',
  ])('%s', (source) => {
    expect(words(source)).toBe(source)
    expect(html(source)).not.toMatch(/<(b|script|img|table|svg)[ >]|href/)
  })
})

describe('an address may not', () => {
  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    ' javascript:alert(1)',
    'vbscript:x',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'blob:https://voorbeeld.nl/1',
    'intent://x',
    '//voorbeeld.nl',
    '/k/dorp',
    'voorbeeld',
    'https://bank.nl@elders.nl/',
    'https://a:b@elders.nl/',
    '',
  ])('%j', (href) => {
    expect(safeHref(href)).toBeNull()
  })
})

const hostile: Record<string, string> = {
  quotes: '>'.repeat(8000),
  'spaced quotes': '> '.repeat(4000),
  'nested lists': Array.from({ length: 120 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n'),
  'dashes in one line': '- '.repeat(4000),
  brackets: '['.repeat(8000),
  'open links': '[a]('.repeat(2000),
  emphasis: '*a_'.repeat(2600),
  stars: '*'.repeat(8000),
  ticks: '`a'.repeat(4000),
  tags: '<a '.repeat(2600),
  pipes: `${'|'.repeat(4000)}\n${'|-'.repeat(1900)}`,
  address: `http://${'a.'.repeat(3900)}`,
  mail: `${'a.'.repeat(3900)}@`,
  'links in links': '[a [b](https://b.nl)](https://a.nl)',
  'links deeper in links': '[**[b](https://b.nl)** ![c](https://c.nl)](https://a.nl)',
  'breaking out': '"><svg onload=alert(1)>[x](https://a.nl/"onmouseover="alert(1))',
  'attribute in title': '[x](https://a.nl "t\\" onclick=\\"alert(1)")',
  'nul and odd': '\u0000\uFFFE \u202Eabc\u202C \uD800',
  'many marks': 'a'.repeat(10) + '\u0301'.repeat(500),
}

describe('whoever tries to break the page', () => {
  test.each(Object.entries(hostile))('%s', (_name, source) => {
    expect(tags(source).filter((tag) => !allowed.has(tag ?? ''))).toEqual([])
    expect(html(source)).not.toMatch(/<[^>]*\s(on\w+|style|src)=/)
    expect(html(source)).not.toMatch(/href="(?!https?:|mailto:)/)
  })
  test('loses nothing of what was typed', () => {
    expect(words(hostile.quotes ?? '')).toBe(hostile.quotes)
    expect(words(hostile.emphasis ?? '')).toBe(hostile.emphasis)
  })
  test.each(Object.entries(hostile))('no link in a link: %s', (_name, source) => {
    expect(html(source)).not.toMatch(/<a [^>]*>(?:(?!<\/a>).)*<a /)
  })
})
