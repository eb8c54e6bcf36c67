import type { AnnouncementContent } from '@bijpraat/contract'
import type { Log } from '../../log/log.ts'
import type { Draft, StoredItem } from '../../log/model.ts'
import type { AnnouncementStore } from './announcements.store.ts'

type Parts = { log: Pick<Log, 'change'>; store: Pick<AnnouncementStore, 'ended'>; clock: () => number }

/**
 * Unpins what has come to its end. What is due is read from the log itself, so that nothing is missed by a process
 * that was away; the id follows from the state that was seen, so that two nodes do it once (L10).
 */
export const createEndings = ({ log, store, clock }: Parts) => {
  const end = ({ channelId, id, rev }: StoredItem) =>
    log.change<null>({
      channelId,
      authorId: 'announcements',
      commandId: `end.${id}.${rev}`,
      said: { id, rev },
      itemIds: [id],
      apply: (draft) => {
        // A moderator may have given it another end since.
        if (isOver(draft, id)) draft.amend(id, { standing: undefined })
        return null
      },
    })

  return {
    sweep: async (): Promise<void> => {
      const due = await store.ended(clock())
      const settled = await Promise.allSettled(due.map(end))
      const failed = settled.find((outcome) => outcome.status === 'rejected')
      if (failed) throw failed.reason
    },
  }
}

const isOver = (draft: Draft, id: string): boolean => {
  const item = draft.get(id)
  const { endsAt } = (item?.content ?? {}) as Partial<AnnouncementContent>
  return item?.standing === true && endsAt !== undefined && endsAt <= draft.now
}
