import { randomUUID } from 'node:crypto'
import {
  chooseNotices,
  lookingHoldsMs,
  notices,
  noticesItemId,
  personalId,
  pushKey,
  sayLooking,
  subscribeToPush,
  unsubscribeFromPush,
} from '@bijpraat/contract'
import type { Log } from '../../log/log.ts'
import type { BriefNotes } from '../../platform/brief-notes.ts'
import type { PushService } from '../../platform/push.ts'
import { Refusal } from '../../refusal.ts'
import { type Served, saidBy, serve, signedIn } from '../../wire/serve.ts'
import type { LevelStore } from './levels.store.ts'
import { leftJustNow, lookingAt } from './looking.ts'
import { mayChoose, mayUseDevice } from './push.policy.ts'
import type { SubscriptionStore } from './subscriptions.store.ts'

type Parts = {
  log: Pick<Log, 'change'>
  levels: Pick<LevelStore, 'write'>
  subscriptions: Pick<SubscriptionStore, 'put' | 'delete'>
  service: Pick<PushService, 'publicKey' | 'accepts'>
  looking: Pick<BriefNotes, 'keep'>
  clock: () => number
}

export const pushCommands = ({ log, levels, subscriptions, service, looking, clock }: Parts): Served[] => [
  serve(chooseNotices, {
    policy: mayChoose,
    recordIn: (call) => personalId(signedIn(call).personId),
    run: (call) => {
      const { personId } = signedIn(call)
      const { commandId, channelId, level } = call.input
      const id = noticesItemId(channelId)
      return log.change({
        channelId: personalId(personId),
        authorId: personId,
        commandId,
        said: saidBy(chooseNotices, call.input),
        itemIds: [id],
        apply: (draft) => {
          const content = { channelId, level }
          if (draft.get(id)) draft.amend(id, { content })
          else draft.create({ id, kind: notices.kind, authorId: personId, content })
          return {}
        },
        effects: (session) => levels.write(channelId, personId, level, session),
      })
    },
  }),
  serve(pushKey, { policy: mayUseDevice, run: async () => ({ publicKey: service.publicKey }) }),
  serve(subscribeToPush, {
    policy: mayUseDevice,
    run: async (call) => {
      const { personId, sessionId } = signedIn(call)
      const accepted = service.accepts(call.input)
      if (!accepted.ok && accepted.wrong === 'endpoint') throw new Refusal('push_refused')
      if (!accepted.ok) throw new Refusal('invalid_input', { field: accepted.wrong })
      const now = clock()
      await subscriptions.put({
        _id: sessionId,
        personId,
        ...call.input,
        since: now,
        repairedAt: new Date(now),
      })
      return {}
    },
  }),
  serve(unsubscribeFromPush, {
    policy: mayUseDevice,
    run: async (call) => {
      await subscriptions.delete(signedIn(call).sessionId)
      return {}
    },
  }),
  serve(sayLooking, {
    policy: mayUseDevice,
    run: async (call) => {
      const { sessionId } = signedIn(call)
      const { channelId, on } = call.input
      // A device has several tabs, each on a connection of its own.
      const by = `${call.connection?.id ?? randomUUID()}/${channelId}`
      looking.keep(sessionId, by, on ? lookingAt(channelId) : leftJustNow(channelId), lookingHoldsMs)
      return {}
    },
  }),
]
