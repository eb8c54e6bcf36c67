import { createTransport } from 'nodemailer'

export type Letter = { subject: string; text: string; html: string }
export type Mail = Letter & { to: string }

/** Hands a mail over for delivery; rejects when that failed. */
export type Mailer = { send: (mail: Mail) => Promise<void> }

/** A mail did not go out. Carries the code of what went wrong, never the address or the text. */
export class MailFailed extends Error {
  readonly code: string

  constructor(code: string) {
    super(`a mail could not be sent (${code})`)
    this.name = 'MailFailed'
    this.code = code
  }
}

/** For an installation that nobody told how to send. */
export const noMailer: Mailer = {
  send: () => Promise.reject(new MailFailed('no mail server is configured')),
}

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

/** Sends through the SMTP server of `smtpUrl`, such as `smtps://user:password@host:465`; `from` is an address. */
export const createSmtpMailer = ({
  smtpUrl,
  from,
}: {
  smtpUrl: string
  from: string
}): Mailer & { close: () => void } => {
  const transport = createTransport({ url: smtpUrl, pool: true, maxConnections: 2, ...patience })

  return {
    send: async ({ to, ...letter }) => {
      try {
        await transport.sendMail({
          from,
          // As an object, so that nothing in an address is read as a list of addresses.
          to: { name: '', address: to },
          ...letter,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          disableFileAccess: true,
          disableUrlAccess: true,
        })
      } catch (error) {
        throw new MailFailed(reasonOf(error))
      }
    },
    close: () => transport.close(),
  }
}

const reasonOf = (error: unknown): string => {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  return [code, responseCode].filter((part) => part !== undefined).join(' ') || 'unknown'
}
