import { type Connection, type Model, Schema } from 'mongoose'

/** A device on which someone is signed in. */
export type StoredSession = {
  _id: string
  /** SHA-256 of the cookie's token. */
  tokenHash: string
  personId: string
  device: string
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
}

const text = { type: String, required: true } as const
const date = { type: Date, required: true } as const

const schema = new Schema<StoredSession>(
  {
    _id: text,
    tokenHash: text,
    personId: text,
    device: { type: String, default: '' },
    createdAt: date,
    lastSeenAt: date,
    expiresAt: date,
  },
  { collection: 'sessions', versionKey: false, strict: 'throw', strictQuery: 'throw', autoIndex: false },
)
schema.index({ tokenHash: 1 }, { unique: true })
schema.index({ personId: 1 })
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

export const sessionModel = (connection: Connection): Model<StoredSession> =>
  connection.model<StoredSession>('session', schema)
