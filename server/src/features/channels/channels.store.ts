import type { ChannelContent } from '@bijpraat/contract'
import type { ClientSession } from 'mongodb'
import { trusted } from 'mongoose'
import { presentOf } from '../../platform/present.ts'
import type { ChannelFacts } from '../../rights/rights.ts'
import type { ChannelDocument, ChannelModel } from './channels.schema.ts'

export type ChannelChange = { channelId: string; changedAt: Date; itemRev: number }
export type Listed = { channelId: string; content: ChannelContent }

export const createChannelStore = (channels: ChannelModel) => {
  const present = presentOf(channels.db)
  const find = (channelId: string) => present.document<ChannelDocument>(channels.collection.name, channelId)
  const allFacts = (): Promise<ChannelFacts[]> =>
    present.get('channels', async () => (await channels.find().lean<ChannelDocument[]>()).map(factsOf))

  return {
    settled: present.settled,
    factsOf: async (channelId: string): Promise<ChannelFacts | null> => {
      const found = await find(channelId)
      return found ? factsOf(found) : null
    },

    nameOf: async (channelId: string): Promise<string | null> =>
      (await channels.findById(channelId, { name: 1 }).lean<ChannelDocument>())?.name ?? null,

    factsOfAll: async (channelIds: readonly string[]): Promise<Map<string, ChannelFacts>> => {
      const found = await Promise.all(channelIds.map(find))
      return new Map(found.flatMap((channel) => (channel ? [[channel._id, factsOf(channel)] as const] : [])))
    },

    all: async (): Promise<Listed[]> => {
      const found = await channels.find().sort({ kind: 1, name: 1 }).lean<ChannelDocument[]>()
      return found.map((channel) => ({ channelId: channel._id, content: contentOf(channel) }))
    },

    allFacts,

    /** Revs of channels' own items. */
    itemRevs: async (channelIds: readonly string[]): Promise<{ channelId: string; rev: number }[]> => {
      const found = await channels
        .find({ _id: trusted({ $in: channelIds }) }, { itemRev: 1 })
        .lean<Pick<ChannelDocument, '_id' | 'itemRev'>[]>()
      return found.map(({ _id, itemRev }) => ({ channelId: _id, rev: itemRev }))
    },

    ids: async (): Promise<string[]> =>
      (await channels.find({}, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id),

    projectIds: async (): Promise<string[]> => {
      const found = await channels.find({ kind: 'project' }, { _id: 1 }).lean<{ _id: string }[]>()
      return found.map(({ _id }) => _id)
    },

    /** The database's clock, which `changedAt` is of. */
    now: async (): Promise<Date> => {
      const hello: { localTime?: Date } = (await channels.db.db?.command({ hello: 1 })) ?? {}
      return hello.localTime ?? new Date()
    },

    /** Those with one of the ids, and projects of them. */
    around: async (channelIds: readonly string[]): Promise<ChannelFacts[]> => {
      const ids = new Set(channelIds)
      return (await allFacts()).filter(
        ({ channelId, villageIds, topicIds }) =>
          ids.has(channelId) || villageIds.some((id) => ids.has(id)) || topicIds.some((id) => ids.has(id)),
      )
    },

    /** Channels whose own item changed since a moment of the database's clock. */
    changedSince: async (since: Date): Promise<ChannelChange[]> => {
      const found = await channels
        .find({ changedAt: trusted({ $gte: since }) }, { changedAt: 1, itemRev: 1 })
        .lean<ChannelDocument[]>()
      return found.map(({ _id, changedAt, itemRev }) => ({ channelId: _id, changedAt, itemRev }))
    },

    /** In the transaction that writes the channel's own item. */
    write: async (
      channelId: string,
      content: ChannelContent,
      itemRev: number,
      session: ClientSession,
    ): Promise<void> => {
      await channels.updateOne(
        { _id: channelId },
        { $set: { ...content, itemRev }, $currentDate: { changedAt: true } },
        { upsert: true, session },
      )
      await present.changed(session)
    },
  }
}

export type ChannelStore = ReturnType<typeof createChannelStore>

const factsOf = (channel: ChannelDocument): ChannelFacts => ({
  channelId: channel._id,
  kind: channel.kind,
  readers: channel.readers,
  posters: channel.posters,
  villageIds: channel.villageIds,
  topicIds: channel.topicIds,
  archived: channel.archived,
})

const contentOf = (channel: ChannelDocument): ChannelContent => ({
  kind: channel.kind,
  name: channel.name,
  about: channel.about,
  readers: channel.readers,
  posters: channel.posters,
  villageIds: channel.villageIds,
  topicIds: channel.topicIds,
  archived: channel.archived,
  ...(channel.look ? { look: channel.look } : {}),
})
