import { type Block, type Inline, parseRichText } from './parse.ts'

const said = (parts: readonly Inline[]): string =>
  parts
    .map((part) => ('children' in part ? said(part.children) : part.type === 'break' ? ' ' : part.text))
    .join('')

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

/** How a text begins, on one line and without its marks: its first paragraph or entry. */
export const firstWords = (source: string): string => begins(parseRichText(source)[0])
