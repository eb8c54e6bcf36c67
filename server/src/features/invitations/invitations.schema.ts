import type { Role } from '@bijpraat/contract'
import { type Connection, type Model, Schema } from 'mongoose'

/** The token is derived from the id by the installation's secret, so that it need not be kept. */
export type StoredInvitation = {
  _id: string
  /** SHA-256 of the token. */
  tokenHash: string
  /** Null for the first administrator's own. */
  by: string | null
  /** Where it is mailed, which proves the address; null for a link to share. */
  email: string | null
  role: Role
  channelIds: string[]
  language: 'nl' | 'en'
  uses: number
  used: number
  /** A fresh way in for someone who has an account. */
  forPersonId: string | null
  createdAt: Date
  expiresAt: Date
  revokedAt: Date | null
  /** When to try to mail it (again); absent when nothing is to be mailed any more. */
  mailDueAt?: Date
  mailTries: number
  keptUntil: Date
}

const text = { type: String, required: true } as const
const textOrNull = { type: String, default: null } as const
const number = { type: Number, required: true } as const
const date = { type: Date, required: true } as const

const schema = new Schema<StoredInvitation>(
  {
    _id: text,
    tokenHash: text,
    by: textOrNull,
    email: textOrNull,
    role: { ...text, enum: ['villager', 'official', 'admin'] },
    channelIds: [String],
    language: { ...text, enum: ['nl', 'en'] },
    uses: number,
    used: number,
    forPersonId: textOrNull,
    createdAt: date,
    expiresAt: date,
    revokedAt: { type: Date, default: null },
    mailDueAt: { type: Date },
    mailTries: number,
    keptUntil: date,
  },
  { collection: 'invitations', versionKey: false, strict: 'throw', strictQuery: 'throw', autoIndex: false },
)
schema.index({ tokenHash: 1 }, { unique: true })
schema.index({ channelIds: 1 })
schema.index({ mailDueAt: 1 }, { sparse: true })
schema.index({ keptUntil: 1 }, { expireAfterSeconds: 0 })

export const invitationModel = (connection: Connection): Model<StoredInvitation> =>
  connection.model<StoredInvitation>('invitation', schema)
