import { deleteItem, reactToItem, restoreItem } from '@bijpraat/contract'
import { changedBy } from '../../log/authored.ts'
import type { Kinds } from '../../log/kinds.ts'
import type { Log } from '../../log/log.ts'
import { insist } from '../../refusal.ts'
import { mayWrite } from '../../rights/rights.ts'
import { channelOf, type Served, saidBy, serve, signedIn } from '../../wire/serve.ts'
import * as may from './items.policy.ts'

/** What can be done with an item of any kind that allows it. */
export const itemCommands = ({ log, kinds }: { log: Log; kinds: Kinds }): Served[] => [
  serve(deleteItem, {
    policy: may.mayTryToDelete,
    run: ({ input, ...call }) => {
      const { commandId, channelId, itemId } = input
      const actor = signedIn(call)
      const channel = channelOf(call)
      return log.change({
        channelId,
        authorId: actor.personId,
        commandId,
        said: saidBy(deleteItem, input),
        itemIds: [itemId],
        apply: (draft) => {
          const item = draft.item(itemId)
          insist(may.mayDelete(kinds, actor, channel, item))
          const removed = {
            content: item.content,
            by: actor.personId,
            ...(item.reactions ? { reactions: item.reactions } : {}),
            ...(item.standing ? { standing: item.standing } : {}),
          }
          return changedBy(
            draft.amend(itemId, {
              content: null,
              deletedAt: draft.now,
              standing: undefined,
              reactions: undefined,
              removed,
            }),
          )
        },
      })
    },
  }),
  serve(restoreItem, {
    policy: ({ actor, channel }) => mayWrite(actor, channel),
    run: ({ input, ...call }) => {
      const { commandId, channelId, itemId } = input
      const actor = signedIn(call)
      const channel = channelOf(call)
      return log.change({
        channelId,
        authorId: actor.personId,
        commandId,
        said: saidBy(restoreItem, input),
        itemIds: [itemId],
        apply: (draft) => {
          const item = draft.item(itemId)
          insist(may.mayRestore(actor, channel, item, draft.now))
          const { content, standing, reactions } = item.removed ?? { content: null }
          return changedBy(
            draft.amend(itemId, { content, standing, reactions, deletedAt: undefined, removed: undefined }),
          )
        },
      })
    },
  }),
  serve(reactToItem, {
    policy: ({ actor, channel }) => mayWrite(actor, channel),
    run: ({ input, ...call }) => {
      const { commandId, channelId, itemId, reaction, on } = input
      const { personId } = signedIn(call)
      return log.change({
        channelId,
        authorId: personId,
        commandId,
        said: saidBy(reactToItem, input),
        itemIds: [itemId],
        apply: (draft) => {
          const item = draft.item(itemId)
          insist(may.mayReact(kinds, item))
          const reactions = reacted(item.reactions ?? {}, reaction, personId, on)
          return changedBy(draft.amend(itemId, { reactions }))
        },
      })
    },
  }),
]

/** Who gave which reaction, in order of giving; a reaction that nobody gives any more is absent. */
const reacted = (held: Record<string, string[]>, reaction: string, personId: string, on: boolean) => {
  const others = (held[reaction] ?? []).filter((id) => id !== personId)
  const givers = on ? [...others, personId] : others
  const { [reaction]: _, ...rest } = held
  const next = givers.length > 0 ? { ...rest, [reaction]: givers } : rest
  return Object.keys(next).length > 0 ? next : undefined
}
