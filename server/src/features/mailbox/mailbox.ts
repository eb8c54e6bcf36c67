import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Connection } from 'mongoose'
import type { Mailer } from '../../platform/mail.ts'
import { isSame, randomToken } from '../../platform/secret.ts'
import { mailModel, type StoredMail } from './mailbox.schema.ts'
import { mailboxPolicy, mailboxView } from './mailbox.view.ts'

export type Mailbox = Mailer & {
  /** Makes the collection and its indexes. */
  prepare: () => Promise<void>
  /** Where the page is, with the key that opens it: `/postvak?sleutel=<token>`. */
  path: string
  /** The path to mount the page at. */
  route: string
  page: (request: IncomingMessage, response: ServerResponse) => Promise<void>
}

const route = '/postvak'
const shown = 100

/**
 * Keeps mails instead of sending them, for one machine without SMTP: in the database, so that each process shows
 * the mails of all. The key is new at each start and stands only in what the process prints.
 */
export const createMailbox = ({
  connection,
  clock,
}: {
  connection: Connection
  clock: () => number
}): Mailbox => {
  const mails = mailModel(connection)
  const key = randomToken()

  return {
    prepare: async () => {
      await mails.createCollection()
      await mails.createIndexes()
    },
    send: async ({ to, subject, text }) => {
      await mails.create({ _id: randomUUID(), to, subject, text, at: new Date(clock()) })
    },
    path: `${route}?sleutel=${key}`,
    route,
    page: async (request, response) => {
      const given = new URL(request.url ?? '', 'http://localhost').searchParams.get('sleutel') ?? ''
      if (!isSame(given, key)) {
        response
          .writeHead(404, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' })
          .end('not found')
        return
      }
      const newest = await mails.find().sort({ at: -1, _id: 1 }).limit(shown).lean<StoredMail[]>().exec()
      response
        .writeHead(200, {
          'Content-Type': 'text/html; charset=utf-8',
          'Cache-Control': 'no-store',
          'Content-Security-Policy': mailboxPolicy,
          'Referrer-Policy': 'no-referrer',
        })
        .end(mailboxView(newest))
    },
  }
}
