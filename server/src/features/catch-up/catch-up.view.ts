import {
  type AnnouncementContent,
  announcement,
  type CatchUpLine,
  itemKinds,
  type OutputOf,
  type readCatchUp,
  type ShareContent,
  share,
} from '@bijpraat/contract'
import { itemKey } from '../../log/fold.ts'
import type { StoredItem } from '../../log/model.ts'
import type { Choice } from './catch-up.choice.ts'
import type { UnreadPlace } from './catch-up.deeds.ts'

export type CatchUp = OutputOf<typeof readCatchUp>

const textLength = 300

/** What leaves of the items that were chosen: where they are, whose, when, and how they begin. */
export const viewChoice = (
  { forYou, announcements, updates, plans, talk }: Choice,
  items: readonly StoredItem[],
  personId: string,
): Omit<CatchUp, 'at' | 'channels'> => {
  const byKey = new Map(items.map((item) => [item._id, item]))
  const lines = (channelId: string, itemId: string, alsoIn: readonly UnreadPlace[] = []): CatchUpLine[] => {
    const item = byKey.get(itemKey(channelId, itemId))
    return item ? [viewLine(item, alsoIn)] : []
  }
  const ofDeeds = (deeds: Choice['announcements']['chosen']) =>
    deeds.flatMap(({ places: [place, ...alsoIn] }) =>
      place ? lines(place.channelId, place.itemId, alsoIn) : [],
    )
  const byProject = ({ count, projects }: Choice['updates']) => ({
    count,
    projects: projects.map(({ chosen, ...project }) => ({ ...project, lines: ofDeeds(chosen) })),
  })
  return {
    forYou: {
      count: forYou.count,
      lines: forYou.chosen.flatMap(({ channelId, itemId, addresses }) =>
        lines(channelId, itemId).map((line) => ({ ...line, called: calledBy(addresses, personId) })),
      ),
    },
    announcements: {
      count: announcements.count,
      lines: ofDeeds(announcements.chosen).map((line) => ({
        ...line,
        asksRead: asksRead(byKey.get(itemKey(line.channelId, line.itemId))),
      })),
    },
    updates: byProject(updates),
    plans: byProject(plans),
    talk: talk.flatMap(({ channelId, count, authorIds, people, first, last }) => {
      const [begin] = lines(channelId, first)
      const [end] = lines(channelId, last)
      return begin && end ? [{ channelId, count, authorIds, people, first: begin, last: end }] : []
    }),
  }
}

/** Who is meant in person is told that, whoever else is called, too. */
const calledBy = (
  addresses: readonly string[],
  personId: string,
): 'me' | 'everyone' | 'officials' | 'moderators' =>
  addresses.includes(personId)
    ? 'me'
    : ((['officials', 'moderators'] as const).find((word) => addresses.includes(word)) ?? 'everyone')

const viewLine = (item: StoredItem, alsoIn: readonly UnreadPlace[]): CatchUpLine => {
  const { kind, content } = shownOf(item)
  return {
    channelId: item.channelId,
    itemId: item.id,
    seq: item.seq,
    kind,
    authorId: item.authorId,
    createdAt: item.createdAt,
    text: begins(itemKinds.get(kind)?.plainText(content) ?? ''),
    alsoIn: alsoIn.map(({ channelId, seq }) => ({ channelId, seq })),
  }
}

const asksRead = (item: StoredItem | undefined): boolean =>
  item?.kind === announcement.kind && (item.content as AnnouncementContent).asksRead === true

/** Cut, but never within the token of who is called. */
const begins = (text: string): string =>
  text.length > textLength ? text.slice(0, textLength).replace(/<@[^>]*$/, '') : text

const shownOf = ({ kind, content }: StoredItem): { kind: string; content: unknown } => {
  if (kind !== share.kind) return { kind, content }
  const { homeKind, card } = content as ShareContent
  return { kind: homeKind, content: card }
}
