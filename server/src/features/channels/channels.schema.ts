import type { ChannelContent } from '@bijpraat/contract'
import { type Connection, type Model, Schema } from 'mongoose'

/** What the channel's own item says, kept apart so that policies and lists find it without reading logs. */
export type ChannelDocument = ChannelContent & {
  _id: string
  /** Rev of the channel's own item, of which this is a copy. */
  itemRev: number
  changedAt: Date
}

const schema = new Schema<ChannelDocument>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    name: { type: String, required: true },
    about: { type: String, default: '' },
    readers: { type: String, required: true },
    posters: { type: String, required: true },
    villageIds: { type: [String], required: true },
    topicIds: { type: [String], required: true },
    archived: { type: Boolean, required: true },
    look: { type: Schema.Types.Mixed },
    itemRev: { type: Number, required: true },
    changedAt: { type: Date, required: true },
  },
  { collection: 'channels', versionKey: false },
)
schema.index({ villageIds: 1 })
schema.index({ topicIds: 1 })
schema.index({ changedAt: 1 })

export type ChannelModel = Model<ChannelDocument>

export const channelModel = (connection: Connection): ChannelModel =>
  connection.model<ChannelDocument>('Channel', schema)
