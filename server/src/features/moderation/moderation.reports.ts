import {
  type askReview,
  type InputOf,
  type makeReport,
  type ReportContent,
  type ReportReason,
  report,
  reportItemId,
  type withdrawReport,
} from '@bijpraat/contract'
import type { Kinds } from '../../log/kinds.ts'
import type { Log } from '../../log/log.ts'
import type { Change, StoredItem } from '../../log/model.ts'
import type { LogReader } from '../../log/read.ts'
import { insist, Refusal } from '../../refusal.ts'
import type { Actor, ChannelFacts, Verdict } from '../../rights/rights.ts'
import * as may from './moderation.policy.ts'
import type { ModerationStore } from './moderation.store.ts'

type Parts = {
  log: Pick<Log, 'change'>
  reader: Pick<LogReader, 'item'>
  store: Pick<ModerationStore, 'put' | 'withdraw' | 'item'>
  kinds: Kinds
  clock: () => number
  /** Something about moderation changed in a scope. */
  onChanged: (scope: string) => void
}

/** Who does it, where, and what was said (L4). */
export type Under = Pick<Change<unknown>, 'channelId' | 'authorId' | 'commandId' | 'said'>

type Said = { channelId: string; itemId: string; reason: ReportReason; text?: string | undefined }

/** What people report: an item of their own channel, and in the same transaction a record that moderators see. */
export const createReports = ({ log, reader, store, kinds, clock, onChanged }: Parts) => {
  const put = async (
    actor: Actor,
    { channelId, itemId, reason, text }: Said,
    under: Under,
    verdictOn: (item: StoredItem) => Verdict,
  ) => {
    const id = reportItemId(itemId)
    const by = actor.personId
    // Who wrote it never changes, so that it may be read before.
    const about = (await reader.item(channelId, itemId))?.authorId ?? null
    const said = { channelId, itemId, reason, ...(text === undefined ? {} : { text }) }
    const content: ReportContent = { ...said, state: 'open' }
    await log.change({
      ...under,
      itemIds: [id],
      apply: (draft) => {
        if (draft.get(id)) draft.amend(id, { content })
        else draft.create({ id, kind: report.kind, authorId: by, content })
        return null
      },
      effects: async (session) => {
        await store.put({ ...said, by, about, text: text ?? null, at: clock() }, session)
        // After `put`, which waits for whoever hides it at the same moment.
        const item = await store.item(channelId, itemId, session)
        insist(item ? verdictOn(item) : 'not_found')
      },
    })
    onChanged(channelId)
    return {}
  }

  return {
    make: (actor: Actor, channel: ChannelFacts, input: InputOf<typeof makeReport>, under: Under) =>
      put(actor, input, under, (item) => may.mayReport(kinds, actor, channel, item)),

    askReview: (actor: Actor, input: InputOf<typeof askReview>, under: Under) =>
      put(actor, { ...input, reason: 'review' }, under, (item) => may.mayAskReview(actor, item)),

    withdraw: async (actor: Actor, input: InputOf<typeof withdrawReport>, under: Under) => {
      const { channelId, itemId } = input
      const id = reportItemId(itemId)
      await log.change({
        ...under,
        itemIds: [id],
        apply: (draft) => {
          const content = draft.item(id).content as ReportContent
          if (content.channelId !== channelId) throw new Refusal('not_found')
          draft.amend(id, { content: { ...content, state: 'withdrawn' } })
          return null
        },
        effects: async (session) => {
          if (!(await store.withdraw(channelId, itemId, actor.personId, session)))
            throw new Refusal('handled')
        },
      })
      onChanged(channelId)
      return {}
    },
  }
}

export type Reports = ReturnType<typeof createReports>
