import { mentionOf } from '@bijpraat/contract'
import { type Block, type Inline, parseRichText } from './parse.ts'

const said = (parts: readonly Inline[]): string => parts.map(saidBy).join('')

const saidBy = (part: Inline): string => {
  if ('children' in part) return said(part.children)
  if (part.type === 'mention') return mentionOf(part.called)
  return part.type === 'break' ? ' ' : part.text
}

const begins = (block: Block | undefined): string => {
  switch (block?.type) {
    case 'paragraph':
    case 'heading':
      return said(block.children)
    case 'quote':
      return begins(block.children[0])
    case 'list':
      return begins(block.items[0]?.[0])
    case 'code':
      return block.text
    default:
      return ''
  }
}

/** How a text begins, on one line and without its marks: its first paragraph or entry. Mentions stay tokens. */
export const firstWords = (source: string): string => begins(parseRichText(source)[0])
