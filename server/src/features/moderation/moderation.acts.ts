import {
  type Changed,
  type dismissReports,
  type hideItem,
  type InputOf,
  type ModeratedContent,
  moderated,
  type showItem,
} from '@bijpraat/contract'
import { changedBy } from '../../log/authored.ts'
import type { Kinds } from '../../log/kinds.ts'
import type { Log } from '../../log/log.ts'
import type { Draft, StoredItem } from '../../log/model.ts'
import type { LogReader } from '../../log/read.ts'
import { givenBack, nothingLeft, takenOff } from '../../log/taken-off.ts'
import { insist, Refusal } from '../../refusal.ts'
import type { Actor } from '../../rights/rights.ts'
import * as may from './moderation.policy.ts'
import type { Under } from './moderation.reports.ts'
import type { NewAct } from './moderation.schema.ts'
import type { ModerationStore } from './moderation.store.ts'

type Parts = {
  log: Pick<Log, 'change'>
  reader: Pick<LogReader, 'item'>
  store: Pick<ModerationStore, 'note' | 'close'>
  kinds: Kinds
  clock: () => number
  /** Something about moderation changed in a scope. */
  onChanged: (scope: string) => void
}

type Named = { channelId: string; itemId: string; commandId: string; reason?: string | undefined }
type Act<Result> = {
  act: NewAct['act']
  asksStanding?: true
  /** Refuses, or writes; asked with the newest state of the item. */
  apply: (draft: Draft, item: StoredItem) => Result
  /** There must have been an open report. */
  ofReports?: true
}

/** What moderators do. Each act is kept for ever, written together with what it changes or not at all. */
export const createActs = ({ log, reader, store, kinds, clock, onChanged }: Parts) => {
  const perform = async <Result>(actor: Actor, input: Named, under: Under, act: Act<Result>) => {
    const { channelId, itemId, commandId, reason = '' } = input
    // Who wrote it never changes, so that it may be read before.
    const personId = (await reader.item(channelId, itemId))?.authorId ?? null
    const noted = { act: act.act, commandId, scope: channelId, itemId, personId, by: actor.personId }
    const result = await log.change({
      ...under,
      itemIds: [itemId],
      ...(act.asksStanding ? { asksStanding: true } : {}),
      apply: (draft) => {
        const item = draft.item(itemId)
        insist(may.mayJudge(kinds, actor, item))
        return act.apply(draft, item)
      },
      effects: async (session) => {
        await store.note({ ...noted, reason, until: null, at: clock() }, session)
        const closed = await store.close(channelId, itemId, session)
        if (act.ofReports && closed === 0) throw new Refusal('handled')
      },
    })
    onChanged(channelId)
    return result
  }

  return {
    hide: (actor: Actor, input: InputOf<typeof hideItem>, under: Under): Promise<Changed> =>
      perform(actor, input, under, {
        act: 'hide',
        apply: (draft, item) => {
          if (item.hidden) throw new Refusal('handled')
          if (item.deletedAt !== undefined) throw new Refusal('deleted')
          const hidden = takenOff(item, actor.personId)
          return changedBy(draft.amend(item.id, { ...nothingLeft, deletedAt: draft.now, hidden }))
        },
      }),

    show: (actor: Actor, input: InputOf<typeof showItem>, under: Under): Promise<Changed> =>
      perform(actor, input, under, {
        act: 'restore',
        asksStanding: true,
        apply: (draft, item) => {
          if (!item.hidden) throw new Refusal('handled')
          return changedBy(draft.amend(item.id, givenBack(kinds, item.kind, item.hidden, draft)))
        },
      }),

    dismiss: (actor: Actor, input: InputOf<typeof dismissReports>, under: Under) =>
      perform(actor, input, under, { act: 'dismiss', ofReports: true, apply: () => ({}) }),

    /** Who was told has seen it. */
    noticed: (noticeId: string, under: Under) =>
      log.change({
        ...under,
        itemIds: [noticeId],
        apply: (draft) => {
          const item = draft.item(noticeId)
          if (item.kind !== moderated.kind) throw new Refusal('not_found')
          const content = item.content as ModeratedContent
          if (!content.seen) draft.amend(noticeId, { content: { ...content, seen: true } })
          return {}
        },
      }),
  }
}

export type Acts = ReturnType<typeof createActs>
