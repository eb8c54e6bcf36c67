import { type ChannelContent, channelItemId, type ShareContent, share } from '@bijpraat/contract'
import type { Log } from '../../log/log.ts'
import type { StoredItem } from '../../log/model.ts'
import type { LogReader } from '../../log/read.ts'
import type { ChannelFacts } from '../../rights/rights.ts'
import { mayShareTo } from './shares.policy.ts'

type Parts = {
  log: Log
  reader: Pick<LogReader, 'item' | 'changesAfter'>
  factsOf: (channelIds: readonly string[]) => Promise<Map<string, ChannelFacts>>
}

/** A share's id follows from its home's, so that whoever makes it makes the same one. */
const shareIdOf = (homeId: string) => `s.${homeId}`

const scanPage = 200

/** Makes each share equal to the present state of its home item (L10). */
export const createShares = ({ log, reader, factsOf }: Parts) => {
  const handle = async (channelId: string, items: readonly StoredItem[]): Promise<void> => {
    const home = await reader.item(channelId, channelItemId)
    if (!home) return
    // The project's name and readers are part of every card: when they change, all its shares are looked at.
    const changed = items.some(({ id }) => id === channelItemId) ? allSharing(channelId) : sharing(items)
    for await (const item of changed) await shareItem(home, item)
  }

  async function* allSharing(channelId: string): AsyncGenerator<StoredItem> {
    let cursor = 0
    for (;;) {
      const page = await reader.changesAfter(channelId, cursor, scanPage)
      yield* sharing(page?.items ?? [])
      if (!page?.more) return
      cursor = page.upTo
    }
  }

  const shareItem = async (home: StoredItem, item: StoredItem): Promise<void> => {
    const facts = await factsOf([home.channelId, ...(item.sharedTo ?? [])])
    const homeFacts = facts.get(home.channelId)
    for (const targetId of item.sharedTo ?? []) {
      const target = facts.get(targetId)
      if (!target || !homeFacts) continue
      const shown = item.deletedAt === undefined && mayShareTo(homeFacts, target)
      await put(targetId, home, item, shown)
    }
  }

  const put = (targetId: string, home: StoredItem, item: StoredItem, shown: boolean): Promise<null> => {
    const id = shareIdOf(item.id)
    // Both parts of the card have a rev in the same log: the later one says which state of the two this is.
    const homeRev = Math.max(item.rev, home.rev)
    const content: ShareContent = {
      homeChannelId: home.channelId,
      homeId: item.id,
      homeKind: item.kind,
      homeName: (home.content as ChannelContent).name,
      card: item.content,
    }
    return log.change<null>({
      channelId: targetId,
      authorId: 'shares',
      commandId: `${id}.${homeRev}`,
      said: { id, homeRev },
      itemIds: [id],
      apply: (draft) => {
        const held = draft.get(id)
        if (held && (held.homeRev ?? 0) >= homeRev) return null
        if (!held && shown) {
          draft.create({ id, kind: share.kind, authorId: item.authorId, content, homeRev })
        } else if (held && !shown && held.deletedAt === undefined) {
          draft.amend(id, { content: null, deletedAt: draft.now, homeRev })
        } else if (held && shown && (held.deletedAt !== undefined || !sameContent(held.content, content))) {
          draft.amend(id, { content, deletedAt: undefined, editedAt: item.editedAt, homeRev })
        } else if (held) {
          draft.note(id, { homeRev })
        }
        return null
      },
    })
  }

  return { handle }
}

const sharing = (items: readonly StoredItem[]) =>
  items.filter((item) => item.sharedTo && item.sharedTo.length > 0)

const sameContent = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
