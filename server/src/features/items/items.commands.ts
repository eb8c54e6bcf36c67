import { deleteItem, itemVersions, reactToItem, restoreItem } from '@bijpraat/contract'
import { changedBy } from '../../log/authored.ts'
import type { Kinds } from '../../log/kinds.ts'
import type { Log } from '../../log/log.ts'
import type { StoredItem } from '../../log/model.ts'
import type { LogReader } from '../../log/read.ts'
import { givenBack, nothingLeft, takenOff } from '../../log/taken-off.ts'
import { insist, Refusal } from '../../refusal.ts'
import { audienceOf, mayRead, mayWrite } from '../../rights/rights.ts'
import { asChange, channelOf, type Served, serve, signedIn } from '../../wire/serve.ts'
import * as may from './items.policy.ts'

type Parts = { log: Log; kinds: Kinds; reader: Pick<LogReader, 'item'> }

/** What can be done with an item of any kind that allows it. */
export const itemCommands = ({ log, kinds, reader }: Parts): Served[] => [
  serve(deleteItem, {
    policy: may.mayTryToDelete,
    run: (call) => {
      const { itemId } = call.input
      const [actor, channel] = [signedIn(call), channelOf(call)]
      return log.change({
        ...asChange(deleteItem, call),
        itemIds: [itemId],
        apply: (draft) => {
          const item = draft.item(itemId)
          insist(may.mayDelete(kinds, actor, channel, item))
          const removed = takenOff(item, actor.personId)
          return changedBy(draft.amend(itemId, { ...nothingLeft, deletedAt: draft.now, removed }))
        },
      })
    },
  }),
  serve(restoreItem, {
    policy: ({ actor, channel }) => mayWrite(actor, channel),
    run: (call) => {
      const { itemId } = call.input
      const [actor, channel] = [signedIn(call), channelOf(call)]
      return log.change({
        ...asChange(restoreItem, call),
        itemIds: [itemId],
        asksStanding: true,
        apply: (draft) => {
          const item = draft.item(itemId)
          insist(may.mayRestore(actor, channel, item, draft.now))
          return changedBy(draft.amend(itemId, givenBack(kinds, item.kind, item.removed, draft)))
        },
      })
    },
  }),
  serve(itemVersions, {
    policy: ({ actor, channel }) => mayRead(actor, channel),
    run: async (call) => {
      const { actor, input } = call
      const channel = channelOf(call)
      const item = await reader.item(input.channelId, input.itemId)
      if (!item) throw new Refusal('not_found')
      insist(may.mayReadVersions(kinds, actor, channel, item))
      const publicContent = kinds.get(item.kind)?.publicContent ?? (() => null)
      const isInside = audienceOf(actor, channel) === 'members'
      const versions = (item.versions ?? []).map(({ at, content }) => ({
        at,
        content: isInside ? content : publicContent(content),
      }))
      return { versions }
    },
  }),
  serve(reactToItem, {
    policy: ({ actor, channel }) => mayWrite(actor, channel),
    run: (call) => {
      const { itemId, reaction, on } = call.input
      const change = asChange(reactToItem, call)
      return log.change({
        ...change,
        itemIds: [itemId],
        apply: (draft) => {
          const item = draft.item(itemId)
          insist(may.mayReact(kinds, item))
          // What is so already changes nothing, and takes no rev.
          if (hasReacted(item, reaction, change.authorId) === on) return changedBy(item)
          const reactions = reacted(item.reactions ?? {}, reaction, change.authorId, on)
          return changedBy(draft.amend(itemId, { reactions }))
        },
      })
    },
  }),
]

const hasReacted = ({ reactions }: StoredItem, reaction: string, personId: string): boolean =>
  reactions?.[reaction]?.includes(personId) ?? false

/** Who gave which reaction, in order of giving; a reaction that nobody gives any more is absent. */
const reacted = (held: Record<string, string[]>, reaction: string, personId: string, on: boolean) => {
  const others = (held[reaction] ?? []).filter((id) => id !== personId)
  const givers = on ? [...others, personId] : others
  const { [reaction]: _, ...rest } = held
  const next = givers.length > 0 ? { ...rest, [reaction]: givers } : rest
  return Object.keys(next).length > 0 ? next : undefined
}
