import type { listActs, listReports, OutputOf } from '@bijpraat/contract'
import type { StoredItem } from '../../log/model.ts'
import type { LogReader } from '../../log/read.ts'
import { type Actor, type ChannelFacts, isAdmin, isBanned, moderates } from '../../rights/rights.ts'
import type { StoredAct, StoredReport } from './moderation.schema.ts'
import type { ModerationStore, Scope } from './moderation.store.ts'

type Parts = {
  reader: Pick<LogReader, 'items'>
  store: Pick<ModerationStore, 'open' | 'acts' | 'desk'>
  /** Channels with one of these ids, and projects of them. */
  channelsAround: (channelIds: readonly string[]) => Promise<ChannelFacts[]>
  nameOf: (channelId: string) => Promise<string | null>
}

const mostReported = 100
const actsPage = 50

type NameOf = (channelId: string) => string | null
type Reported = OutputOf<typeof listReports>['reported'][number]

/** What moderators see, each of what they moderate at this moment. */
export const createDesks = ({ reader, store, channelsAround, nameOf }: Parts) => {
  const scopeOf = async (actor: Actor): Promise<Scope> => {
    if (isAdmin(actor) || (actor.moderatorOf.has('all') && !actor.bannedFrom.has('all'))) return null
    const channels = await channelsAround([...actor.moderatorOf])
    return channels
      .filter((channel) => moderates(actor, channel) && !isBanned(actor, channel))
      .map(({ channelId }) => channelId)
  }

  /** What is reported of one's own is for others; an administrator may be the only one there is. */
  const notBy = (actor: Actor): string | null => (isAdmin(actor) ? null : actor.personId)

  const namesOf = async (channelIds: readonly string[]): Promise<NameOf> => {
    const ids = [...new Set(channelIds)].filter((id) => id !== 'all')
    const names = new Map(await Promise.all(ids.map(async (id) => [id, await nameOf(id)] as const)))
    return (id) => names.get(id) ?? null
  }

  const itemsOf = async (groups: readonly StoredReport[][]): Promise<Map<string, StoredItem>> => {
    const byChannel = Map.groupBy(groups.flat(), ({ channelId }) => channelId)
    const found = await Promise.all(
      [...byChannel].map(([channelId, all]) =>
        reader.items(channelId, [...new Set(all.map(({ itemId }) => itemId))]),
      ),
    )
    return new Map(found.flat().map((item) => [`${item.channelId}/${item.id}`, item]))
  }

  return {
    scopeOf,
    notBy,

    reported: async (actor: Actor): Promise<OutputOf<typeof listReports>> => {
      const groups = await store.open(await scopeOf(actor), notBy(actor), mostReported + 1)
      const shown = groups.slice(0, mostReported)
      const [items, named] = await Promise.all([
        itemsOf(shown),
        namesOf(shown.flatMap(([first]) => first?.channelId ?? [])),
      ])
      const reported = shown.flatMap((reports) => {
        const [first] = reports
        const item = first && items.get(`${first.channelId}/${first.itemId}`)
        return item ? [reportedView(item, reports, named)] : []
      })
      return { reported, more: groups.length > mostReported }
    },

    acts: async (actor: Actor, before: number | undefined): Promise<OutputOf<typeof listActs>> => {
      const scope = await scopeOf(actor)
      const found = await store.acts(scope, before, actsPage + 1)
      const shown = found.slice(0, actsPage)
      const named = await namesOf(shown.map((act) => act.scope))
      return { acts: shown.map((act) => actView(act, named)), more: found.length > actsPage }
    },
  }
}

export type Desks = ReturnType<typeof createDesks>

/** For moderators of its channel: what was hidden, too, and never who reported it. */
const reportedView = (item: StoredItem, reports: readonly StoredReport[], named: NameOf): Reported => ({
  channelId: item.channelId,
  channelName: named(item.channelId),
  itemId: item.id,
  at: Math.max(...reports.map(({ at }) => at)),
  reports: reports.map(({ reason, text, at }) => ({ reason, text, at })),
  kind: item.kind,
  authorId: item.authorId,
  createdAt: item.createdAt,
  content: item.hidden ? item.hidden.content : item.content,
  hidden: item.hidden !== undefined,
})

const actView = ({ _id, act, scope, itemId, personId, by, at, reason, until }: StoredAct, named: NameOf) => ({
  actId: _id,
  act,
  scope,
  channelName: named(scope),
  itemId,
  personId,
  by,
  at,
  reason,
  until,
})
