import {
  cancelScheduled,
  personalId,
  putScheduled,
  type ScheduledContent,
  scheduleAheadMs,
  scheduled,
  sendScheduled,
} from '@bijpraat/contract'
import { mayAlsoStand } from '../../log/kinds.ts'
import type { Log } from '../../log/log.ts'
import type { Draft, StoredItem } from '../../log/model.ts'
import { insist, Refusal } from '../../refusal.ts'
import { asChange, type Call, type Served, serve, signedIn } from '../../wire/serve.ts'
import { scheduledKind } from './scheduled.kind.ts'
import * as may from './scheduled.policy.ts'

type Parts = {
  log: Pick<Log, 'change'>
  /** Something is to be sent now. */
  onDue: () => void
}

type Changing = typeof putScheduled | typeof cancelScheduled | typeof sendScheduled

const recordIn = (call: Pick<Call<Changing>, 'actor'>) => personalId(signedIn(call).personId)

/** The same change in the person's own channel, whichever the message is for. */
const inOwn = <C extends Changing>(command: C, call: Pick<Call<C>, 'actor' | 'input'>) => ({
  ...asChange(command, call),
  channelId: recordIn(call),
})

export const scheduledCommands = ({ log, onDue }: Parts): Served[] => [
  serve(putScheduled, {
    policy: may.maySchedule,
    recordIn,
    run: (call) => {
      const { commandId, itemId, sendAt } = call.input
      const change = inOwn(putScheduled, call)
      return log.change({
        ...change,
        itemIds: [itemId ?? commandId],
        asksStanding: true,
        apply: (draft) => {
          // What is due by the time it comes in was written without a connection: it is sent at once.
          if (sendAt > draft.now + scheduleAheadMs) throw new Refusal('invalid_input', { field: 'sendAt' })
          const content = waiting(call.input)
          if (itemId !== undefined) return wait(draft, openOne(draft, call.input, itemId), content)
          insistOnRoom(draft)
          const { authorId } = change
          draft.create({ id: commandId, kind: scheduled.kind, authorId, content, standing: true })
          return {}
        },
      })
    },
  }),
  serve(cancelScheduled, {
    policy: may.mayCancel,
    recordIn,
    run: (call) => {
      const { itemId } = call.input
      return log.change({
        ...inOwn(cancelScheduled, call),
        itemIds: [itemId],
        apply: (draft) => {
          const { id } = openOne(draft, call.input, itemId)
          draft.amend(id, { content: null, deletedAt: draft.now, standing: undefined })
          return {}
        },
      })
    },
  }),
  serve(sendScheduled, {
    policy: may.maySchedule,
    recordIn,
    run: async (call) => {
      const { itemId } = call.input
      const done = await log.change({
        ...inOwn(sendScheduled, call),
        itemIds: [itemId],
        asksStanding: true,
        apply: (draft) => {
          const item = openOne(draft, call.input, itemId)
          const content = { ...(item.content as ScheduledContent), sendAt: draft.now }
          return wait(draft, item, waiting(content))
        },
      })
      onDue()
      return done
    },
  }),
]

type Said = Pick<ScheduledContent, 'channelId' | 'text' | 'sendAt' | 'replyTo'>

const waiting = ({ channelId, text, sendAt, replyTo }: Said): ScheduledContent => ({
  channelId,
  text,
  ...(replyTo === undefined ? {} : { replyTo }),
  sendAt,
  state: 'waiting',
})

/** One that can still be changed. */
const openOne = (draft: Draft, { channelId }: { channelId: string }, itemId: string): StoredItem => {
  const item = draft.item(itemId)
  insist(may.isOpen(item, channelId))
  return item
}

/** Makes it wait, also when it had failed and so had given up its place. */
const wait = (draft: Draft, item: StoredItem, content: ScheduledContent): Record<string, never> => {
  if (!item.standing) insistOnRoom(draft)
  draft.amend(item.id, { content, standing: true })
  return {}
}

const insistOnRoom = (draft: Draft) => {
  if (!mayAlsoStand(scheduledKind, draft)) throw new Refusal('too_many_scheduled')
}
