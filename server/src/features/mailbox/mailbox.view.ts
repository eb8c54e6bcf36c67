import { createHash } from 'node:crypto'
import { escapeHtml } from '../../platform/letter.ts'
import type { StoredMail } from './mailbox.schema.ts'

const style = [
  'body{max-width:660px;margin:16px auto;padding:0 16px;font:18px/1.42 sans-serif;color:#17241c;background:#f1f3ea}',
  'article{margin:16px 0;padding:16px;border:1px solid #cbd2c0;border-radius:14px;background:#fff}',
  'h2{margin:0 0 8px;font-size:21px}',
  'pre{margin:0;font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}',
  '.meta{margin:0 0 12px;color:#48564b;font-size:16px}',
  'a{color:#1b5a40}',
].join('')

/** Nothing but this page's own style may load or run. */
export const mailboxPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256')
  .update(style)
  .digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** The mails, newest first, as a page that renews itself. */
export const mailboxView = (mails: readonly StoredMail[]): string =>
  [
    '<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5">',
    '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">',
    `<title>Postvak</title><style>${style}</style></head><body><main><h1>Postvak van deze computer</h1>`,
    '<p>Er is geen mailserver ingesteld. Wat anders gemaild zou worden, staat hier.</p>',
    ...(mails.length === 0 ? ['<p>Nog geen mail.</p>'] : mails.map(mailView)),
    '</main></body></html>',
  ].join('\n')

const mailView = ({ to, subject, text, at }: StoredMail): string =>
  [
    `<article><h2>${escapeHtml(subject)}</h2>`,
    `<p class="meta">Aan ${escapeHtml(to)} · <time>${at.toISOString()}</time></p>`,
    `<pre>${withLinks(text)}</pre></article>`,
  ].join('\n')

/** Text with its web addresses made into links; all of it escaped. */
const withLinks = (text: string): string =>
  text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, index) => {
      const safe = escapeHtml(part)
      return index % 2 === 1 ? `<a href="${safe}" rel="noreferrer" target="_blank">${safe}</a>` : safe
    })
    .join('')
