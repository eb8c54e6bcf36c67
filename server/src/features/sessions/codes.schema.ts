import { type Connection, type Model, Schema } from 'mongoose'

/**
 * A mailed proof of an address. Also kept for addresses without an account, so that asking and typing do the same
 * work for both; the address itself is not in it.
 */
export type StoredCode = {
  _id: string
  purpose: 'signIn' | 'confirm'
  /** A seal of the address. */
  addressKey: string
  /** Null when the address has no account. */
  personId: string | null
  /** A seal of id and code. */
  codeHash: string
  /** SHA-256 of the link's token, and of the secret of the browser that asked; null when there is no link. */
  linkHash: string | null
  browserHash: string | null
  tries: number
  usedAt: Date | null
  /** The page to go on to. */
  goTo: string | null
  /** An invitation that is taken up by signing in. */
  invitationId: string | null
  createdAt: Date
  expiresAt: Date
  /** It is kept for a day, to count by. */
  keptUntil: Date
}

const text = { type: String, required: true } as const
const textOrNull = { type: String, default: null } as const
const date = { type: Date, required: true } as const

const schema = new Schema<StoredCode>(
  {
    _id: text,
    purpose: { ...text, enum: ['signIn', 'confirm'] },
    addressKey: text,
    personId: textOrNull,
    codeHash: text,
    linkHash: textOrNull,
    browserHash: textOrNull,
    tries: { type: Number, default: 0 },
    usedAt: { type: Date, default: null },
    goTo: textOrNull,
    invitationId: textOrNull,
    createdAt: date,
    expiresAt: date,
    keptUntil: date,
  },
  { collection: 'codes', versionKey: false, strict: 'throw', strictQuery: 'throw', autoIndex: false },
)
schema.index({ addressKey: 1, purpose: 1 })
schema.index({ linkHash: 1 }, { unique: true, partialFilterExpression: { linkHash: { $type: 'string' } } })
schema.index({ keptUntil: 1 }, { expireAfterSeconds: 0 })

export const codeModel = (connection: Connection): Model<StoredCode> =>
  connection.model<StoredCode>('code', schema)
