import {
  type Changed,
  type ChannelContent,
  type changeChannel,
  channelItem,
  channelItemId,
  type createChannel,
  type InputOf,
} from '@bijpraat/contract'
import type { Log } from '../../log/log.ts'
import { Refusal } from '../../refusal.ts'
import type { ChannelStore } from './channels.store.ts'

/** Who gives a changing command, and what it said (L4). */
export type Author = { authorId: string; said: unknown }

export const createChannelService = ({ log, store }: { log: Log; store: ChannelStore }) => {
  /** A project's villages are villages and its topics topics; other kinds are linked to nothing. */
  const checkLinks = async ({
    kind,
    villageIds,
    topicIds,
  }: Pick<ChannelContent, 'kind' | 'villageIds' | 'topicIds'>) => {
    if (kind !== 'project' && villageIds.length + topicIds.length > 0) {
      throw new Refusal('invalid_input', { field: 'villageIds' })
    }
    const facts = await store.factsOfAll([...villageIds, ...topicIds])
    const wrong = (ids: readonly string[], wanted: ChannelContent['kind']) =>
      ids.some((id) => facts.get(id)?.kind !== wanted)
    if (wrong(villageIds, 'village')) throw new Refusal('not_found', { field: 'villageIds' })
    if (wrong(topicIds, 'topic')) throw new Refusal('not_found', { field: 'topicIds' })
  }

  /** Writes the channel's own item and, in the same transaction, what policies read. Creates it when it is new. */
  const put = (
    author: Author,
    commandId: string,
    channelId: string,
    next: (now: ChannelContent | null) => ChannelContent,
  ): Promise<Changed> => {
    let content: ChannelContent
    return log.change<Changed>({
      channelId,
      ...author,
      commandId,
      itemIds: [channelItemId],
      apply: (draft) => {
        const held = draft.get(channelItemId)
        content = next((held?.content as ChannelContent | undefined) ?? null)
        const item = held
          ? draft.amend(channelItemId, { content, editedAt: draft.now })
          : draft.create({
              id: channelItemId,
              kind: channelItem.kind,
              authorId: author.authorId,
              content,
              standing: true,
            })
        return { itemId: item.id, rev: item.rev, seq: item.seq }
      },
      effects: (session, { rev }) => store.write(channelId, content, rev, session),
    })
  }

  return {
    create: async (author: Author, input: InputOf<typeof createChannel>): Promise<{ channelId: string }> => {
      const { commandId, ...wanted } = input
      const content = { ...wanted, archived: false }
      await checkLinks(content)
      await put(author, commandId, commandId, (held) => {
        if (held) throw new Refusal('id_reused')
        return content
      })
      return { channelId: commandId }
    },

    change: async (author: Author, input: InputOf<typeof changeChannel>): Promise<Changed> => {
      const { commandId, channelId, ...wanted } = input
      const facts = await store.factsOf(channelId)
      if (!facts) throw new Refusal('not_found')
      const { villageIds = facts.villageIds, topicIds = facts.topicIds } = wanted
      await checkLinks({ kind: facts.kind, villageIds, topicIds })
      return put(author, commandId, channelId, (held) => {
        if (!held) throw new Refusal('not_found')
        return { ...held, ...defined(wanted) }
      })
    },

    put,
  }
}

export type ChannelService = ReturnType<typeof createChannelService>

const defined = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
