import { partsOf } from '@bijpraat/contract'
import { type MarkedToken, marked, type Token } from 'marked'

/** All that a message can be made of. What markdown knows beside it stays the text that was typed. */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'strong' | 'em' | 'del'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'break' }
  /** Whom the text calls: the id of a person, or a word for several. */
  | { type: 'mention'; called: string }
  | { type: 'link'; href: string; children: Inline[]; host: string | null }

export type Block =
  | { type: 'paragraph' | 'heading'; children: Inline[] }
  | { type: 'quote'; children: Block[] }
  | { type: 'list'; start: number | null; items: Block[][] }
  | { type: 'code'; text: string }
  | { type: 'rule' }

const protocols = new Set(['http:', 'https:', 'mailto:'])

/** The address if it may be a link: absolute, of a protocol that opens a page or a mail; else null. */
export const safeHref = (href: string): string | null => {
  if (!URL.canParse(href)) return null
  const url = new URL(href)
  // A name before the host only serves to look like another host.
  return protocols.has(url.protocol) && url.username === '' && url.password === '' ? url.href : null
}

// Nobody nests deeper or marks more in 8,000 characters; marked takes long, or all of the stack, for those who do.
const deepest = 6
const mostMarks = 600
const mostDots = 64
const hostile = (source: string) =>
  /^(?:[ \t]*>){7}/m.test(source) ||
  (source.match(/[*_~[`]+/g)?.length ?? 0) > mostMarks ||
  source.split(/\s/).some((word) => word.split('.').length > mostDots)

const text = (of: string): Inline[] =>
  partsOf(of).map((part) =>
    'called' in part ? { type: 'mention', called: part.called } : { type: 'text', text: part.text },
  )

const hostOf = (href: string) => {
  const url = new URL(href)
  return url.protocol === 'mailto:' ? url.pathname : url.host
}

const plain = (children: readonly Inline[]): string =>
  children
    .map((child) => ('children' in child ? plain(child.children) : 'text' in child ? child.text : ' '))
    .join('')

/** `host` is told apart when the words of the link do not begin with where it goes. */
const link = (href: string, children: Inline[], raw: string): Inline[] => {
  const safe = safeHref(href)
  if (safe === null) return text(raw)
  const words = plain(children)
    .toLowerCase()
    .replace(/^(https?:\/\/|mailto:)?(www\.)?/, '')
  const host = hostOf(safe)
  const goesThere = words.startsWith(host.replace(/^www\./, ''))
  const shown = children.length > 0 ? children : text(href)
  return [
    { type: 'link', href: safe, children: shown, host: goesThere || children.length === 0 ? null : host },
  ]
}

const inlineOf = (token: MarkedToken, depth: number): Inline[] => {
  switch (token.type) {
    case 'text':
      return token.tokens ? inlines(token.tokens, depth + 1) : text(token.text)
    case 'escape':
      return text(token.text)
    case 'strong':
    case 'em':
    case 'del':
      return [{ type: token.type, children: inlines(token.tokens, depth + 1) }]
    case 'codespan':
      return [{ type: 'code', text: token.text }]
    case 'br':
      return [{ type: 'break' }]
    case 'link':
      return link(token.href, withoutLinks(inlines(token.tokens, depth + 1)), token.raw)
    case 'image':
      return link(token.href, text(token.text), token.raw)
    default:
      return text(token.raw)
  }
}

const withoutLinks = (children: Inline[]): Inline[] =>
  children.flatMap((child) => {
    if (child.type === 'link') return withoutLinks(child.children)
    return 'children' in child ? [{ ...child, children: withoutLinks(child.children) }] : [child]
  })

const inlines = (tokens: readonly Token[], depth: number): Inline[] =>
  depth > deepest * 2
    ? text(tokens.map((token) => token.raw).join(''))
    : tokens.flatMap((token) => inlineOf(token as MarkedToken, depth))

const literal = (raw: string): Block[] =>
  raw.trim() === '' ? [] : [{ type: 'paragraph', children: lines(raw.trim()) }]

const lines = (raw: string): Inline[] =>
  raw.split('\n').flatMap((line, at) => [...(at > 0 ? [{ type: 'break' } as const] : []), ...text(line)])

const blockOf = (token: MarkedToken, depth: number): Block[] => {
  switch (token.type) {
    case 'space':
    case 'checkbox':
      return []
    case 'paragraph':
    case 'text':
      return [{ type: 'paragraph', children: inlines(token.tokens ?? [token], 0) }]
    case 'heading':
      return [{ type: 'heading', children: inlines(token.tokens, 0) }]
    case 'blockquote':
      return [{ type: 'quote', children: blocks(token.tokens, depth + 1) }]
    case 'list':
      return [
        {
          type: 'list',
          start: token.ordered ? Number(token.start) || 1 : null,
          items: token.items.map((item) => blocks(item.tokens, depth + 1)),
        },
      ]
    case 'code':
      return [{ type: 'code', text: token.text }]
    case 'hr':
      return [{ type: 'rule' }]
    default:
      return literal(token.raw)
  }
}

const blocks = (tokens: readonly Token[], depth: number): Block[] =>
  depth > deepest
    ? literal(tokens.map((token) => token.raw).join(''))
    : tokens.flatMap((token) => blockOf(token as MarkedToken, depth))

/**
 * Markdown as a message may use it, as data without any markup in it. Never throws: what cannot be read as
 * markdown is the text that was typed.
 */
export const parseRichText = (source: string): Block[] => {
  if (hostile(source)) return literal(source)
  try {
    return blocks(marked.lexer(source, { gfm: true, breaks: true }), 0)
  } catch {
    return literal(source)
  }
}
