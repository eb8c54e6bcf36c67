import {
  type QuestionContent,
  type QuestionReminderContent,
  questionReminder,
  waitsFor,
} from '@bijpraat/contract'
import type { Log } from '../../log/log.ts'
import type { Draft, StoredItem } from '../../log/model.ts'
import { remindAt, reminderNow } from './questions.changes.ts'
import type { QuestionStore } from './questions.store.ts'

type Parts = { log: Pick<Log, 'change'>; store: Pick<QuestionStore, 'due'>; clock: () => number }

/**
 * Reminds whoever promised an answer. What is due is read from the log itself, so that nothing is missed by a process
 * that was away; the id follows from the state that was seen, so that two nodes do it once (L10). Of what was missed
 * meanwhile only the last is said.
 */
export const createReminders = ({ log, store, clock }: Parts) => {
  const remind = (seen: StoredItem) => {
    const { channelId, id, rev } = seen
    const reminderId = `r.${id}.${rev}`
    return log.change<null>({
      channelId,
      authorId: 'questions',
      commandId: `remind.${id}.${rev}`,
      said: { id, rev },
      itemIds: [id, reminderId],
      apply: (draft) => {
        // It may have been answered or put off since.
        if (draft.get(id)?.rev === rev) say(draft, seen, reminderId)
        return null
      },
    })
  }

  return {
    sweep: async (): Promise<void> => {
      const settled = await Promise.allSettled((await store.due(clock())).map(remind))
      const failed = settled.find((outcome) => outcome.status === 'rejected')
      if (failed) throw failed.reason
    },
  }
}

const say = (draft: Draft, { id, content }: StoredItem, reminderId: string): void => {
  const asked = content as QuestionContent
  const { text, dueAt } = asked
  const waits = waitsFor(asked)
  if (dueAt === null || waits === null) return
  const said: QuestionReminderContent = {
    questionId: id,
    text,
    dueAt,
    when: reminderNow(dueAt, draft.now),
  }
  draft.create({
    id: reminderId,
    kind: questionReminder.kind,
    authorId: null,
    content: said,
    addresses: [waits],
  })
  draft.amend(id, { content: { ...asked, remindAt: remindAt(dueAt, draft.now) } })
}
