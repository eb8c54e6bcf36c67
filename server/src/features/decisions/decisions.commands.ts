import {
  changeDecision,
  type DecisionContent,
  decision,
  listDecisions,
  recordDecision,
} from '@bijpraat/contract'
import { changedBy, rewritten, writtenBefore } from '../../log/authored.ts'
import type { Kinds } from '../../log/kinds.ts'
import type { Log } from '../../log/log.ts'
import { viewItem } from '../../log/view.ts'
import { insist } from '../../refusal.ts'
import { audienceOf, type ChannelFacts } from '../../rights/rights.ts'
import { asChange, type Served, serve } from '../../wire/serve.ts'
import * as may from './decisions.policy.ts'
import type { DecisionStore } from './decisions.store.ts'

type Parts = {
  log: Pick<Log, 'change'>
  store: DecisionStore
  kinds: Kinds
  /** A channel and the projects that belong to it. */
  around: (channelIds: readonly string[]) => Promise<ChannelFacts[]>
  nameOf: (channelId: string) => Promise<string | null>
}

const pageLength = 50

export const decisionCommands = ({ log, store, kinds, around, nameOf }: Parts): Served[] => [
  serve(recordDecision, {
    policy: may.mayRecord,
    run: (call) => {
      const { commandId: id, title, why, decidedBy, decidedOn, fromId, writtenAt } = call.input
      const change = asChange(recordDecision, call)
      return log.change({
        ...change,
        itemIds: fromId === undefined ? [id] : [id, fromId],
        apply: (draft) => {
          if (fromId !== undefined) insist(may.mayBeMadeFrom(kinds, draft.item(fromId)))
          const words = { title, why, decidedBy, decidedOn }
          const content: DecisionContent = { ...words, ...(fromId === undefined ? {} : { fromId }) }
          return changedBy(
            draft.create({
              id,
              kind: decision.kind,
              authorId: change.authorId,
              content,
              writtenAt: writtenBefore(writtenAt, draft.now),
            }),
          )
        },
      })
    },
  }),
  serve(changeDecision, {
    policy: may.mayRecord,
    run: (call) => {
      const { itemId, title, why, decidedBy, decidedOn, reason } = call.input
      return log.change({
        ...asChange(changeDecision, call),
        itemIds: [itemId],
        apply: (draft) => {
          const item = draft.item(itemId)
          insist(may.mayChange(item))
          const before = item.content as DecisionContent
          const content: DecisionContent = { ...before, title, why, decidedBy, decidedOn, reason }
          return changedBy(draft.amend(itemId, rewritten(item, content, draft.now)))
        },
      })
    },
  }),
  serve(listDecisions, {
    policy: may.mayListDecisions,
    run: async ({ actor, input: { channelId, before = Number.MAX_SAFE_INTEGER } }) => {
      const readable = (await around([channelId])).flatMap((channel) => {
        const audience = audienceOf(actor, channel)
        return audience === null ? [] : [[channel.channelId, audience] as const]
      })
      const audiences = new Map(readable)
      const found = await store.before([...audiences.keys()], before, pageLength + 1)
      const shown = found.slice(0, pageLength)
      const ids = [...new Set(shown.map((item) => item.channelId))]
      const names = new Map(await Promise.all(ids.map(async (id) => [id, (await nameOf(id)) ?? ''] as const)))
      return {
        decisions: shown.map((item) => ({
          channelId: item.channelId,
          name: names.get(item.channelId) ?? '',
          item: viewItem(kinds, item, audiences.get(item.channelId) ?? 'public'),
        })),
        more: found.length > pageLength,
      }
    },
  }),
]
