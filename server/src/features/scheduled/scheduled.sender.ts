import { createHash } from 'node:crypto'
import {
  type Answer,
  type InputOf,
  isPassing,
  type postMessage,
  type ScheduledContent,
} from '@bijpraat/contract'
import type { Log } from '../../log/log.ts'
import type { Draft, StoredItem } from '../../log/model.ts'
import type { ScheduledStore } from './scheduled.store.ts'

type Post = InputOf<typeof postMessage>

type Parts = {
  log: Pick<Log, 'change'>
  store: Pick<ScheduledStore, 'due'>
  /** Says a message on behalf of a person, by the right of this moment; `gone` when there is no such person. */
  post: (personId: string, message: Post) => Promise<Answer<unknown> | 'gone'>
  clock: () => number
}

/** Whoever took it up is believed to be sending it for so long. */
export const leaseMs = 15_000
/** Before what was refused for now is tried again. */
const againMs = 10_000

/**
 * Sends what is due (L10). Any number of nodes may do so at once and die between any two steps: each step is a change
 * whose id follows from the state that was seen, and the message itself has an id that follows from the item's (L4).
 * From the first step on its text stands still, so that whoever goes on says the same.
 */
export const createSender = ({ log, store, post, clock }: Parts) => {
  /** One step of an item: undefined when it is not as it was seen any more. */
  const step = <T>(item: StoredItem, name: string, apply: (draft: Draft) => T) =>
    log.change<T | null>({
      channelId: item.channelId,
      authorId: 'scheduled',
      commandId: `${name}.${item.id}.${item.rev}`,
      said: { name, id: item.id, rev: item.rev },
      itemIds: [item.id],
      apply: (draft) => (draft.get(item.id)?.rev === item.rev ? apply(draft) : null),
    })

  const take = (item: StoredItem) =>
    step(item, 'take', (draft) => {
      const content = { ...contentOf(item), state: 'sending', nextAt: draft.now + leaseMs }
      return { rev: draft.amend(item.id, { content }).rev }
    })

  const settle = (item: StoredItem, answer: Answer<unknown> | 'gone') =>
    step(item, 'settle', (draft) => {
      const { nextAt: _, ...content } = contentOf(item)
      if (answer !== 'gone' && answer.ok)
        draft.amend(item.id, { content: null, deletedAt: draft.now, standing: undefined })
      else if (answer !== 'gone' && isPassing(answer.code))
        draft.amend(item.id, { content: { ...content, nextAt: draft.now + againMs } })
      else {
        const code = answer === 'gone' ? 'forbidden' : answer.code
        draft.amend(item.id, { content: { ...content, state: 'failed', code }, standing: undefined })
      }
      return true
    })

  const send = async (item: StoredItem): Promise<void> => {
    const taken = await take(item)
    // It was changed meanwhile, or somebody is further with it.
    if (taken === null) return
    const { channelId, text, replyTo } = contentOf(item)
    const said = { channelId, text, ...(replyTo === undefined ? {} : { replyTo }) }
    const answer = await post(item.authorId ?? '', { commandId: messageIdOf(item.id), ...said })
    await settle({ ...item, rev: taken.rev, content: { ...contentOf(item), state: 'sending' } }, answer)
  }

  return {
    sweep: async (): Promise<void> => {
      const now = clock()
      const due = (await store.due(now)).filter((item) => (contentOf(item).nextAt ?? 0) <= now)
      const settled = await Promise.allSettled(due.map(send))
      const failed = settled.find((outcome) => outcome.status === 'rejected')
      if (failed) throw failed.reason
    },
  }
}

const contentOf = (item: StoredItem) => item.content as ScheduledContent

/** The id of the message that a scheduled one becomes, whoever sends it: a UUID (version 8), as clients make them. */
export const messageIdOf = (itemId: string): string => {
  const hex = createHash('sha256').update(`scheduled/${itemId}`).digest('hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-')
}
