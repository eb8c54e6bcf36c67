import {
  desk,
  deskItemId,
  type ModeratedContent,
  moderated,
  type PersonContent,
  personalId,
  type ReportContent,
  reportItemId,
} from '@bijpraat/contract'
import type { Log } from '../../log/log.ts'
import type { StoredItem } from '../../log/model.ts'
import type { LogReader } from '../../log/read.ts'
import { Refusal } from '../../refusal.ts'
import type { Actor, ChannelFacts } from '../../rights/rights.ts'
import type { Desks } from './moderation.desks.ts'
import type { StoredAct, StoredReport } from './moderation.schema.ts'
import type { ModerationStore } from './moderation.store.ts'

type Parts = {
  log: Pick<Log, 'change'>
  reader: Pick<LogReader, 'item'>
  store: ModerationStore
  desks: Pick<Desks, 'scopeOf' | 'notBy'>
  factsOf: (channelId: string) => Promise<ChannelFacts | null>
  /** Administrators and who moderates one of these scopes, by id. */
  moderatorIdsOf: (scopes: readonly string[]) => Promise<readonly string[]>
  /** Someone's rights of this moment; null for who is gone. */
  actorOf: (personId: string) => Promise<Actor | null>
}

/** In whose name people are told; no person can have it. */
const authorId = 'moderation'
const triesAtDesk = 5

/** What one is told about an item, or a scope, is one item: the newest act takes the place of the one before. */
const noticeIdOf = ({ itemId, scope }: StoredAct): string => `moderated.${itemId ?? scope}`

/**
 * Follows what is reported and what moderators do (L10): tells the people whom it is about, whoever made a report that it
 * was dealt with, and moderators that something waits. Done again it changes nothing.
 */
export const createTelling = (parts: Parts) => {
  const { log, reader, store, desks } = parts

  const tellPerson = async (act: StoredAct): Promise<void> => {
    if (act.personId !== null && (await isTold(act))) await putNotice(act.personId, act)
    await store.toldAct(act._id)
  }

  /** That reports led to nothing is news only to who asked to look again, and so knows of it. */
  const isTold = async ({ act, personId, itemId, scope }: StoredAct): Promise<boolean> => {
    if (act !== 'dismiss') return true
    const item = await reader.item(scope, itemId ?? '')
    return item?.hidden !== undefined && item.authorId === personId
  }

  const putNotice = async (personId: string, act: StoredAct): Promise<void> => {
    const id = noticeIdOf(act)
    const { _id, scope, itemId, reason, until } = act
    const content: ModeratedContent = { act: act.act, scope, itemId, reason, until, seen: false }
    await log.change({
      channelId: personalId(personId),
      authorId,
      commandId: `told.${_id}`,
      said: { _id },
      itemIds: [id],
      apply: (draft) => {
        if (draft.get(id)) draft.amend(id, { content })
        else draft.create({ id, kind: moderated.kind, authorId: null, content })
        return null
      },
    })
  }

  const tellReporter = async (report: StoredReport): Promise<void> => {
    const id = reportItemId(report.itemId)
    const change = log.change({
      channelId: personalId(report.by),
      authorId,
      commandId: `handled.${report._id}.${report.at}`,
      said: { at: report.at },
      itemIds: [id],
      apply: (draft) => {
        const content = draft.item(id).content as ReportContent
        draft.amend(id, { content: { ...content, state: 'handled' } })
        return null
      },
      effects: async (session) => {
        if (!(await store.isHandled(report, session))) throw new Refusal('too_late')
      },
    })
    await change.catch(unlessRefused)
    await store.toldReport(report)
  }

  /** What waits for a moderator, as it is when it is written: another node may have been sooner, with less. */
  const setDesk = async (personId: string): Promise<void> => {
    for (let tries = 0; tries < triesAtDesk; tries += 1) {
      if (await trySetDesk(personId)) return
    }
  }

  const trySetDesk = async (personId: string): Promise<boolean> => {
    const channelId = personalId(personId)
    const [actor, held] = await Promise.all([parts.actorOf(personId), reader.item(channelId, deskItemId)])
    if (actor === null) return true
    const [scope, notBy] = [await desks.scopeOf(actor), desks.notBy(actor)]
    const now = await store.desk(scope, notBy)
    if (held ? isSame(held, now) : now.open === 0) return true
    const change = log.change({
      channelId,
      authorId,
      commandId: crypto.randomUUID(),
      said: now,
      itemIds: [deskItemId],
      apply: (draft) => {
        const there = draft.get(deskItemId)
        if (!there) draft.create({ id: deskItemId, kind: desk.kind, authorId: null, content: now })
        else if (!isSame(there, now)) draft.amend(deskItemId, { content: now })
        return null
      },
      effects: async (session) => {
        const { open, turn } = await store.desk(scope, notBy, session)
        if (open !== now.open || turn !== now.turn) throw new Refusal('too_late')
      },
    })
    return change.then(
      () => true,
      (error: unknown) => {
        unlessRefused(error)
        return false
      },
    )
  }

  return {
    /** Something changed in a scope. */
    handle: async (scope: string): Promise<void> => {
      for (const act of await store.untoldActs(scope)) await tellPerson(act)
      for (const report of await store.untoldReports(scope)) await tellReporter(report)
      const villageIds = (await parts.factsOf(scope))?.villageIds ?? []
      const moderators = await parts.moderatorIdsOf(['all', scope, ...villageIds])
      for (const personId of moderators) await setDesk(personId)
    },

    /** Cards changed: whoever came to moderate, or does no more, has another desk. */
    handleCards: async (cards: readonly StoredItem[]): Promise<void> => {
      for (const { id, content } of cards) {
        const { role, moderatorOf = [] } = (content ?? {}) as Partial<PersonContent>
        const moderatesAny = role === 'admin' || moderatorOf.length > 0
        if (moderatesAny || (await reader.item(personalId(id), deskItemId))) await setDesk(id)
      }
    },
  }
}

const isSame = ({ content }: StoredItem, { open, turn }: { open: number; turn: number }): boolean => {
  const held = content as { open: number; turn: number }
  return held.open === open && held.turn === turn
}

const unlessRefused = (error: unknown): void => {
  if (!(error instanceof Refusal)) throw error
}
