import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSmtp, type TestSmtp } from '../testing/smtp.ts'
import { escapeHtml, writeLetter } from './letter.ts'
import { createSmtpMailer, MailFailed, noMailer } from './mail.ts'

let smtp: TestSmtp
let mailer: ReturnType<typeof createSmtpMailer>
beforeAll(async () => {
  smtp = await openSmtp()
  mailer = createSmtpMailer({ smtpUrl: smtp.url, from: 'Bijpraat <bijpraat@example.org>' })
})
afterAll(async () => {
  mailer.close()
  await smtp[Symbol.asyncDispose]()
})

const letter = writeLetter('nl', 'Een <onderwerp>', [
  'Regel met <script>alert(1)</script> & "tekens"',
  { code: '012345' },
  { link: 'https://example.org/?a=1&b="2"', words: 'Kijk & lees' },
])

describe('a letter', () => {
  it('says the same as text and as HTML, escaped and with nothing from elsewhere', () => {
    expect(letter.text).toBe(
      'Regel met <script>alert(1)</script> & "tekens"\n\n012345\n\nKijk & lees:\nhttps://example.org/?a=1&b="2"\n',
    )
    expect(letter.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;tekens&quot;')
    expect(letter.html).toContain(
      '<a href="https://example.org/?a=1&amp;b=&quot;2&quot;">Kijk &amp; lees</a>',
    )
    expect(letter.html).not.toMatch(/<(script|img|link|iframe)|src=|url\(/)
  })

  it('escapes all that means something in HTML', () => {
    expect(escapeHtml(`<a b="c" d='e'>&`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;')
  })
})

describe('mail over SMTP', () => {
  it('arrives as text and HTML, at that address only', async () => {
    await mailer.send({ to: 'someone@example.org', ...letter })
    const [received] = smtp.received
    expect(received?.to).toEqual(['someone@example.org'])
    expect(received?.mail).toMatchObject({
      subject: 'Een <onderwerp>',
      from: { address: 'bijpraat@example.org' },
    })
    expect(received?.mail.text?.trim()).toBe(letter.text.trim())
    expect(received?.mail.html?.trim()).toBe(letter.html)
    expect(received?.mail.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    )
  })

  it('adds no header and no recipient, whatever stands in subject or address', async () => {
    const before = smtp.received.length
    await mailer.send({ to: 'a@example.org', ...letter, subject: 'x\r\nBcc: b@example.org\r\n\r\nbody' })
    const odd = [
      'a@example.org, b@example.org',
      'a@example.org\r\nBcc: b@example.org',
      '"b@example.org" <a@example.org>',
    ]
    await Promise.allSettled(odd.map((to) => mailer.send({ to, ...letter })))
    for (const { to, mail } of smtp.received.slice(before)) {
      expect(to).toHaveLength(1)
      expect(to).not.toContain('b@example.org')
      expect(mail.bcc).toBeUndefined()
    }
  })

  it('that is refused fails without naming anybody', async () => {
    smtp.refusing = true
    const failed = await mailer.send({ to: 'secret@example.org', ...letter }).catch((error: unknown) => error)
    smtp.refusing = false
    expect(failed).toBeInstanceOf(MailFailed)
    expect(
      JSON.stringify([failed, (failed as Error).message, (failed as Error).cause ?? null]),
    ).not.toContain('secret')
    await expect(noMailer.send({ to: 'secret@example.org', ...letter })).rejects.toBeInstanceOf(MailFailed)
  })
})
