import { type AnnouncementContent, announcement, minReadCount } from '@bijpraat/contract'
import type { Log } from '../../log/log.ts'
import type { Draft } from '../../log/model.ts'
import { Refusal } from '../../refusal.ts'
import type { ChannelFacts } from '../../rights/rights.ts'
import type { Reader, ReaderStore } from './readers.store.ts'

type Member = { personId: string; memberOf: readonly string[] }
type Counts = NonNullable<AnnouncementContent['read']>

type Parts = {
  log: Pick<Log, 'change'>
  readers: Pick<ReaderStore, 'due' | 'of' | 'take' | 'keepCounted'>
  factsOf: (channelId: string) => Promise<ChannelFacts | null>
  villageIds: () => Promise<readonly string[]>
  /** Members by record of any of these channels, and of which. */
  memberIdsOf: (channelIds: readonly string[]) => Promise<readonly Member[]>
  clock: () => number
}

/** A count is made anew at most so often (W5). */
export const betweenCountsMs = 60_000

/** Channels through which one belongs to this one. */
const waysInto = ({ channelId, readers, villageIds, topicIds }: ChannelFacts): string[] =>
  readers === 'closed' ? [channelId] : [channelId, ...villageIds, ...topicIds]

/**
 * By village how many have read it, of those who belong to the channel; of a village where few have, or few have
 * not, nothing: it would tell who (W5).
 */
export const countsOf = (
  channel: ChannelFacts,
  villageIds: readonly string[],
  members: readonly Member[],
  readers: readonly Reader[],
): Counts => {
  const ways = new Set(waysInto(channel))
  const here = members.filter(({ memberOf }) => memberOf.some((id) => ways.has(id)))
  return villageIds.flatMap((villageId) => {
    const who = readers.filter((reader) => reader.villageIds.includes(villageId))
    const belong = here.filter(({ memberOf }) => memberOf.includes(villageId))
    // Who has read it and left since still counts on both sides.
    const of = new Set([...who, ...belong].map(({ personId }) => personId)).size
    const shown = who.length >= minReadCount && of - who.length >= minReadCount
    return shown ? [{ villageId, read: who.length, of }] : []
  })
}

/**
 * Counts who has read announcements and writes nothing but the counts into them (L10). Whom it has not counted yet
 * is marked so until the count is written, so that one that was interrupted is made again.
 */
export const createReadCounts = ({ log, readers, factsOf, villageIds, memberIdsOf, clock }: Parts) => {
  const count = async (of: { channelId: string; itemId: string }): Promise<void> => {
    const [channel, villages, found] = await Promise.all([
      factsOf(of.channelId),
      villageIds(),
      readers.of(of),
    ])
    if (channel !== null) {
      const members = await memberIdsOf([...waysInto(channel), ...villages])
      if (!(await show(of, countsOf(channel, villages, members, found)))) return
    }
    await readers.keepCounted(found)
  }

  /** False when they were counted a moment ago. */
  const show = async (of: { channelId: string; itemId: string }, counts: Counts): Promise<boolean> => {
    const { channelId, itemId } = of
    const now = clock()
    const change = log.change<true | null>({
      channelId,
      authorId: 'announcements',
      commandId: crypto.randomUUID(),
      said: counts,
      itemIds: [itemId],
      apply: (draft) => put(draft, itemId, counts),
      effects: async (session, isNew) => {
        if (isNew && !(await readers.take(of, now, now - betweenCountsMs, session)))
          throw new Refusal('too_late')
      },
    })
    return change.then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof Refusal)) throw error
        return false
      },
    )
  }

  return {
    sweep: async (): Promise<void> => {
      const due = await readers.due(clock() - betweenCountsMs)
      const settled = await Promise.allSettled(due.map(count))
      const failed = settled.find((outcome) => outcome.status === 'rejected')
      if (failed) throw failed.reason
    },
  }
}

/** Nothing where nobody asks any more, and no rev where nothing changed: then null. */
const put = (draft: Draft, itemId: string, counts: Counts): true | null => {
  const item = draft.get(itemId)
  if (item?.kind !== announcement.kind || item.content === null) return null
  const { read, ...content } = item.content as AnnouncementContent
  if (!content.asksRead || JSON.stringify(read ?? []) === JSON.stringify(counts)) return null
  draft.amend(itemId, { content: { ...content, ...(counts.length > 0 ? { read: counts } : {}) } })
  return true
}
