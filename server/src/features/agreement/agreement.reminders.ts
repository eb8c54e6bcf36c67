import {
  type AgreementContent,
  type AgreementMoment,
  agreementReminder,
  momentAfter,
} from '@bijpraat/contract'
import type { Log } from '../../log/log.ts'
import type { Draft, StoredItem } from '../../log/model.ts'
import { contentOf, withFirst } from './agreement.changes.ts'
import type { AgreementStore } from './agreement.store.ts'

type Parts = { log: Pick<Log, 'change'>; store: Pick<AgreementStore, 'due'>; clock: () => number }

/**
 * Reminds whoever promised a moment, in the morning of its day. What is due is read from the log itself, so that
 * nothing is missed by a process that was away; the id follows from the state that was seen, so that two nodes do it
 * once (L10). Of a moment that came several times meanwhile only once is said.
 */
export const createAgreementReminders = ({ log, store, clock }: Parts) => {
  const remind = (seen: StoredItem, now: number) => {
    const { channelId, id, rev } = seen
    const due = dueIn(contentOf(seen), now)
    return log.change<null>({
      channelId,
      authorId: 'agreements',
      commandId: `remind.${id}.${rev}`,
      said: { id, rev },
      itemIds: [id, ...due.map(({ reminderId }) => reminderId)],
      apply: (draft) => {
        // What was changed since is looked at again.
        if (draft.get(id)?.rev === rev) say(draft, seen, due)
        return null
      },
    })
  }

  return {
    sweep: async (): Promise<void> => {
      const now = clock()
      const settled = await Promise.allSettled((await store.due(now)).map((item) => remind(item, now)))
      const failed = settled.find((outcome) => outcome.status === 'rejected')
      if (failed) throw failed.reason
    },
  }
}

type Due = { moment: AgreementMoment; dueAt: number; reminderId: string }

const dueIn = ({ moments, next }: AgreementContent, now: number): Due[] =>
  moments.flatMap((moment) => {
    const dueAt = next[moment.id]
    return dueAt === undefined || dueAt > now
      ? []
      : [{ moment, dueAt, reminderId: `r.${moment.id}.${dueAt}` }]
  })

const say = (draft: Draft, { id, content: kept }: StoredItem, due: readonly Due[]): void => {
  const content = kept as AgreementContent
  const next = { ...content.next }
  for (const { moment, dueAt, reminderId } of due) {
    const { byId, what } = moment
    // A moment that was put off and back again is said once.
    if (byId !== null && draft.get(reminderId) === undefined)
      draft.create({
        id: reminderId,
        kind: agreementReminder.kind,
        authorId: null,
        content: { changeId: content.changeId, what, dueAt },
        addresses: [byId],
      })
    const after = momentAfter(moment, draft.now)
    if (after === null) delete next[moment.id]
    else next[moment.id] = after
  }
  draft.amend(id, { content: { ...content, ...withFirst(next) } })
}
