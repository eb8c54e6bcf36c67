import type { Letter } from './mail.ts'

/** One part of a letter: a paragraph, a code to type, or a link with its own words. */
export type Part = string | { code: string } | { link: string; words: string }

export const escapeHtml = (value: string): string =>
  value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

/** Writes a letter as plain text and as simple HTML that says the same and loads nothing from elsewhere. */
export const writeLetter = (language: string, subject: string, parts: readonly Part[]): Letter => ({
  subject,
  text: `${parts.map(asText).join('\n\n')}\n`,
  html: [
    `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8">`,
    `<title>${escapeHtml(subject)}</title></head>`,
    '<body style="font-family:sans-serif;font-size:18px;line-height:1.5;color:#17241c">',
    ...parts.map(asHtml),
    '</body></html>',
  ].join('\n'),
})

const asText = (part: Part): string => {
  if (typeof part === 'string') return part
  return 'code' in part ? part.code : `${part.words}:\n${part.link}`
}

const asHtml = (part: Part): string => {
  if (typeof part === 'string') return `<p>${escapeHtml(part)}</p>`
  if ('code' in part) {
    return `<p style="font-size:30px;font-weight:bold;letter-spacing:4px">${escapeHtml(part.code)}</p>`
  }
  return `<p><a href="${escapeHtml(part.link)}">${escapeHtml(part.words)}</a></p>`
}
