import { id as contractId, lookUpSaved, personalId, saved, savedItemId, saveItem } from '@bijpraat/contract'
import type { Kinds } from '../../log/kinds.ts'
import type { Log } from '../../log/log.ts'
import type { LogReader } from '../../log/read.ts'
import { viewItem } from '../../log/view.ts'
import { insist, Refusal } from '../../refusal.ts'
import { audienceOf, type ChannelFacts } from '../../rights/rights.ts'
import { channelOf, type Served, saidBy, serve, signedIn } from '../../wire/serve.ts'
import * as may from './saved.policy.ts'

type Parts = {
  log: Pick<Log, 'change'>
  reader: Pick<LogReader, 'item' | 'items'>
  kinds: Kinds
  factsOf: (channelIds: readonly string[]) => Promise<Map<string, ChannelFacts>>
}

export const savedCommands = ({ log, reader, kinds, factsOf }: Parts): Served[] => [
  serve(saveItem, {
    policy: may.maySave,
    recordIn: (call) => personalId(signedIn(call).personId),
    run: async (call) => {
      const actor = signedIn(call)
      const { commandId, channelId, itemId, on } = call.input
      const id = savedItemId(channelId, itemId)
      if (!contractId.safeParse(id).success) throw new Refusal('not_found')
      const own = personalId(actor.personId)
      // What was saved before comes back as it was, also when it has been deleted since.
      if (on && !(await reader.item(own, id))) {
        const item = await reader.item(channelId, itemId)
        insist(item ? may.isSavable(kinds, actor, channelOf(call), item) : 'not_found')
      }
      return log.change({
        channelId: own,
        authorId: actor.personId,
        commandId,
        said: saidBy(saveItem, call.input),
        itemIds: [id],
        apply: (draft) => {
          const content = { channelId, itemId, at: draft.now, on }
          if (draft.get(id) || !on) draft.amend(id, { content })
          else draft.create({ id, kind: saved.kind, authorId: actor.personId, content })
          return {}
        },
      })
    },
  }),
  serve(lookUpSaved, {
    policy: may.mayLookUp,
    run: async (call) => {
      const actor = signedIn(call)
      const wanted = Map.groupBy(call.input.of, ({ channelId }) => channelId)
      const facts = await factsOf([...wanted.keys()])
      const found = await Promise.all(
        [...wanted].map(async ([channelId, of]) => {
          const channel = facts.get(channelId)
          const audience = channel ? audienceOf(actor, channel) : null
          if (audience === null) return []
          const items = await reader.items(
            channelId,
            of.map(({ itemId }) => itemId),
          )
          return items.map((item) => ({ channelId, item: viewItem(kinds, item, audience) }))
        }),
      )
      return { found: found.flat() }
    },
  }),
]
