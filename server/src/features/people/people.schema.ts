import type { Role } from '@bijpraat/contract'
import { type Connection, type Model, Schema } from 'mongoose'

export type StoredBan = {
  scope: string
  reason: string
  /** Null: until it is lifted. */
  until: number | null
  by: string
  at: number
}

/** A person with all rights in one document, so that a policy costs one read. Times in milliseconds. */
export type StoredPerson = {
  _id: string
  name: string
  /** What the name looks like (`nameKey`). */
  nameKey: string
  /** Lower case; absent for who has none, such as authors of example content. */
  email?: string
  emailConfirmedAt: number | null
  confirmBy: number | null
  role: Role
  moderatorOf: string[]
  memberships: { channelId: string; since: number }[]
  bans: StoredBan[]
  language: 'nl' | 'en'
  /** When the house rules were agreed to. */
  agreedAt: number | null
  createdAt: number
  goneAt: number | null
}

const part = { _id: false, strict: 'throw' } as const
const text = { type: String, required: true } as const
const time = { type: Number, required: true } as const
const timeOrNull = { type: Number, default: null } as const

const schema = new Schema<StoredPerson>(
  {
    _id: { type: String, required: true },
    name: text,
    nameKey: text,
    email: { type: String },
    emailConfirmedAt: timeOrNull,
    confirmBy: timeOrNull,
    role: { ...text, enum: ['villager', 'official', 'admin'] },
    moderatorOf: [String],
    memberships: [new Schema({ channelId: text, since: time }, part)],
    bans: [new Schema({ scope: text, reason: text, until: timeOrNull, by: text, at: time }, part)],
    language: { ...text, enum: ['nl', 'en'] },
    agreedAt: timeOrNull,
    createdAt: time,
    goneAt: timeOrNull,
  },
  { collection: 'persons', versionKey: false, strict: 'throw', strictQuery: 'throw', autoIndex: false },
)
schema.index({ email: 1 }, { unique: true, partialFilterExpression: { email: { $exists: true } } })
schema.index({ nameKey: 1 })
schema.index({ role: 1 })
schema.index({ moderatorOf: 1 })
schema.index({ 'memberships.channelId': 1 })

export type PersonModel = Model<StoredPerson>

export const personModel = (connection: Connection): PersonModel =>
  connection.model<StoredPerson>('person', schema)
