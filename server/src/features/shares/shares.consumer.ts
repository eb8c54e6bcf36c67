import { type ChannelContent, channelItemId, type ShareContent, share, shareIdOf } from '@bijpraat/contract'
import type { Log } from '../../log/log.ts'
import type { Draft, StoredItem } from '../../log/model.ts'
import type { LogReader } from '../../log/read.ts'
import { Refusal } from '../../refusal.ts'
import { mayShareTo } from './shares.policy.ts'
import type { ShareStore } from './shares.store.ts'

type Parts = {
  log: Pick<Log, 'change'>
  reader: Pick<LogReader, 'item' | 'changesAfter' | 'sharedTo'>
  store: ShareStore
}

const scanPage = 200

/** Makes each share equal to the present state of its home item and of who may read it where (L10). */
export const createShares = ({ log, reader, store }: Parts) => {
  /** Something changed in a channel that shares. */
  const handle = async (channelId: string, items: readonly StoredItem[]): Promise<void> => {
    // The project's name and readers are part of every card: when they change, all its shares are looked at.
    const isWhole = items.some(({ id }) => id === channelItemId)
    if (!isWhole) return shareItems(channelId, sharing(items))
    for await (const page of allSharing(channelId)) await shareItems(channelId, page)
  }

  /** Who reads a channel changed, and with that what may show in it. */
  const handleReaders = async (channelId: string): Promise<void> => {
    const byHome = new Map<string, StoredItem[]>()
    for (const item of await reader.sharedTo(channelId)) {
      byHome.set(item.channelId, [...(byHome.get(item.channelId) ?? []), item])
    }
    for (const [homeId, items] of byHome) await shareItems(homeId, items, channelId)
  }

  async function* allSharing(channelId: string): AsyncGenerator<StoredItem[]> {
    let cursor = 0
    for (;;) {
      const page = await reader.changesAfter(channelId, cursor, scanPage)
      yield sharing(page?.items ?? [])
      if (!page?.more) return
      cursor = page.upTo
    }
  }

  /** The channel's own item is read after its items: whoever handles the last change of either has both newest. */
  const shareItems = async (
    channelId: string,
    items: readonly StoredItem[],
    only?: string,
  ): Promise<void> => {
    const home = items.length > 0 ? await reader.item(channelId, channelItemId) : undefined
    if (!home) return
    for (const item of items) {
      const targets = item.sharedTo ?? []
      for (const targetId of only === undefined ? targets : [only]) await put(targetId, home, item)
    }
  }

  const put = async (targetId: string, home: StoredItem, item: StoredItem): Promise<void> => {
    const target = await reader.item(targetId, channelItemId)
    if (!target) return
    const id = shareIdOf(item.id)
    // A card is made of two items of one log; of two states of both, the newer has the greater sum.
    const homeRev = item.rev + home.rev
    const change = log.change<null>({
      channelId: targetId,
      authorId: 'shares',
      commandId: `${id}.${homeRev}.${target.rev}`,
      said: { id, homeRev, targetRev: target.rev },
      itemIds: [id, channelItemId],
      apply: (draft) => {
        make(draft, id, home, item)
        return null
      },
      effects: (session) => store.raise(targetId, id, homeRev, session),
    })
    await change.catch((error: unknown) => {
      if (!(error instanceof Refusal) || error.code !== 'too_late') throw error
    })
  }

  return { handle, handleReaders }
}

/** Who may read the target is asked in the transaction, so that nothing shows to readers who came meanwhile. */
const make = (draft: Draft, id: string, home: StoredItem, item: StoredItem): void => {
  const homeContent = home.content as ChannelContent
  const target = draft.item(channelItemId).content as ChannelContent
  // Nothing is added to what is archived; what shows there already goes on to follow its home.
  const shown = item.deletedAt === undefined && mayShareTo(homeContent, target)
  const held = draft.get(id)
  const content: ShareContent = {
    homeChannelId: home.channelId,
    homeId: item.id,
    homeKind: item.kind,
    homeName: homeContent.name,
    card: item.content,
  }
  if (!held && shown && !target.archived) {
    draft.create({
      id,
      kind: share.kind,
      authorId: item.authorId,
      writtenAt: item.writtenAt,
      content,
    })
  } else if (held && !shown && held.deletedAt === undefined) {
    draft.amend(id, { content: null, deletedAt: draft.now })
  } else if (held && shown && (held.deletedAt !== undefined || !sameContent(held.content, content))) {
    draft.amend(id, { content, deletedAt: undefined, editedAt: item.editedAt })
  }
}

const sharing = (items: readonly StoredItem[]) =>
  items.filter((item) => item.sharedTo && item.sharedTo.length > 0)

const sameContent = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
