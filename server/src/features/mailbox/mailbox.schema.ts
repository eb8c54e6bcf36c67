import { type Connection, type Model, Schema } from 'mongoose'

/** A mail that was not sent, on an installation without an SMTP server. */
export type StoredMail = {
  _id: string
  to: string
  subject: string
  text: string
  at: Date
}

const text = { type: String, required: true } as const

const schema = new Schema<StoredMail>(
  { _id: text, to: text, subject: text, text, at: { type: Date, required: true } },
  { collection: 'mailbox', versionKey: false, strict: 'throw', strictQuery: 'throw', autoIndex: false },
)
const week = 7 * 24 * 3600
schema.index({ at: 1 }, { expireAfterSeconds: week })

export const mailModel = (connection: Connection): Model<StoredMail> =>
  connection.model<StoredMail>('mail', schema)
