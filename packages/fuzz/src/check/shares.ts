import { type ChannelDocument, type Check, type Database, type ItemDocument, itemsOf } from '../end-state.ts'
import { isSame } from './said.ts'

const widths = ['closed', 'members', 'signedIn', 'anyone']

/** What is told in a project shows where it may, as it is now, and nowhere where it may not (L10). */
export const checkShares: Check = ({ database }) => {
  const items = itemsOf(database)
  const stored = new Map(items.map((item) => [item._id, item]))
  const channels = new Map(database.channels.map((channel) => [channel._id, channel]))
  const found = items.flatMap((item) =>
    (item.sharedTo ?? []).flatMap((targetId) => {
      const share = stored.get(`${targetId}/i/s.${item.id}`)
      const [home, target] = [channels.get(item.channelId), channels.get(targetId)]
      if (!home || !target) return []
      // Nothing is added to what is archived.
      if (share === undefined && target.archived) return []
      return checkShare(item, share, home, mayShow(item, home, target)).map(
        (what) => `the share of ${item._id} in ${targetId} ${what}`,
      )
    }),
  )
  return [...found, ...homeless(items, database)]
}

const mayShow = (item: ItemDocument, home: ChannelDocument, target: ChannelDocument): boolean =>
  item.deletedAt === undefined &&
  home.readers !== 'closed' &&
  widths.indexOf(target.readers) <= widths.indexOf(home.readers)

const checkShare = (
  item: ItemDocument,
  share: ItemDocument | undefined,
  home: ChannelDocument,
  isShown: boolean,
): string[] => {
  if (!isShown) {
    const isHidden = share === undefined || (share.deletedAt !== undefined && share.content === null)
    return isHidden ? [] : ['shows, though it may not']
  }
  if (share === undefined) return ['is missing']
  if (share.deletedAt !== undefined) return ['is gone, though it may show']
  const { id: homeId, channelId: homeChannelId, kind: homeKind, content: card } = item
  const wanted = { homeChannelId, homeId, homeKind, homeName: home.name, card }
  return isSame(share.content, wanted)
    ? []
    : [`is ${JSON.stringify(share.content)}, should be ${JSON.stringify(wanted)}`]
}

const homeless = (items: readonly ItemDocument[], { channels }: Database): string[] => {
  const homes = new Set(items.flatMap((item) => (item.sharedTo ?? []).map((to) => `${to}/i/s.${item.id}`)))
  const known = new Set(channels.map(({ _id }) => _id))
  return items
    .filter((item) => item.kind === 'share' && known.has(item.channelId) && !homes.has(item._id))
    .map(({ _id }) => `${_id} is a share of nothing`)
}
