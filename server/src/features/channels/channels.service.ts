import {
  type Changed,
  type ChannelContent,
  type changeChannel,
  channelItem,
  channelItemId,
  type createChannel,
  type InputOf,
} from '@bijpraat/contract'
import { changedBy } from '../../log/authored.ts'
import type { Log } from '../../log/log.ts'
import { Refusal } from '../../refusal.ts'
import type { ChannelFacts } from '../../rights/rights.ts'
import type { ChannelStore } from './channels.store.ts'

/** Who gives a changing command, and what it said (L4). Without `sees` every channel can be linked. */
export type Author = { authorId: string; said: unknown; sees?: (channel: ChannelFacts) => boolean }

const seesAll = () => true

export const createChannelService = ({ log, store }: { log: Log; store: ChannelStore }) => {
  /**
   * A project's villages are villages and its topics topics; other kinds are linked to nothing. What shows in a
   * channel by a link is written there, so nobody links a channel that they don't see.
   */
  const refusalOfLinks = async (
    { kind, villageIds, topicIds }: Pick<ChannelContent, 'kind' | 'villageIds' | 'topicIds'>,
    mayLink: (channel: ChannelFacts) => boolean,
  ): Promise<Refusal | null> => {
    if (kind !== 'project' && villageIds.length + topicIds.length > 0) {
      return new Refusal('invalid_input', { field: 'villageIds' })
    }
    const facts = await store.factsOfAll([...villageIds, ...topicIds])
    const areAll = (ids: readonly string[], wanted: ChannelContent['kind']) =>
      ids.every((id) => {
        const channel = facts.get(id)
        return channel?.kind === wanted && mayLink(channel)
      })
    if (!areAll(villageIds, 'village')) return new Refusal('not_found', { field: 'villageIds' })
    return areAll(topicIds, 'topic') ? null : new Refusal('not_found', { field: 'topicIds' })
  }

  /**
   * Writes the channel's own item and, in the same transaction, what policies read. Creates it when it is new.
   * `next` refuses, so that a command which was carried out before is not asked again (L4); `resultOf` is what is
   * recorded of it.
   */
  const write = async <Result>(
    { authorId, said }: Author,
    commandId: string,
    channelId: string,
    next: (now: ChannelContent | null) => ChannelContent,
    resultOf: (changed: Changed) => Result,
  ): Promise<Result> => {
    let content: ChannelContent
    let rev: number
    let isNew = false
    const result = await log.change<Result>({
      channelId,
      authorId,
      said,
      commandId,
      itemIds: [channelItemId],
      apply: (draft) => {
        const held = draft.get(channelItemId)
        isNew = !held
        content = next((held?.content as ChannelContent | undefined) ?? null)
        const item = held
          ? draft.amend(channelItemId, { content, editedAt: draft.now })
          : draft.create({
              id: channelItemId,
              kind: channelItem.kind,
              authorId,
              content,
              standing: true,
            })
        rev = item.rev
        return resultOf(changedBy(item))
      },
      effects: (session) => store.write(channelId, content, rev, session),
    })
    if (!isNew) await store.settled()
    return result
  }

  const put = (
    author: Author,
    commandId: string,
    channelId: string,
    next: (now: ChannelContent | null) => ChannelContent,
  ): Promise<Changed> => write(author, commandId, channelId, next, (changed) => changed)

  return {
    create: async (author: Author, input: InputOf<typeof createChannel>): Promise<{ channelId: string }> => {
      const { commandId, ...wanted } = input
      const content = { ...wanted, archived: false }
      const refusal = await refusalOfLinks(content, author.sees ?? seesAll)
      const next = (held: ChannelContent | null) => {
        if (held) throw new Refusal('id_reused')
        if (refusal) throw refusal
        return content
      }
      return write(author, commandId, commandId, next, () => ({ channelId: commandId }))
    },

    change: async (author: Author, input: InputOf<typeof changeChannel>): Promise<Changed> => {
      const { commandId, channelId, ...wanted } = input
      const facts = await store.factsOf(channelId)
      if (!facts) throw new Refusal('not_found')
      const { villageIds = facts.villageIds, topicIds = facts.topicIds } = wanted
      const linked = new Set([...facts.villageIds, ...facts.topicIds])
      const sees = author.sees ?? seesAll
      const refusal = await refusalOfLinks(
        { kind: facts.kind, villageIds, topicIds },
        (channel) => linked.has(channel.channelId) || sees(channel),
      )
      return put(author, commandId, channelId, (held) => {
        if (!held) throw new Refusal('not_found')
        if (refusal) throw refusal
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
