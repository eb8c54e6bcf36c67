import { editUpdate, postUpdate, type UpdateContent, update } from '@bijpraat/contract'
import { changedBy, rewritten, writtenBefore } from '../../log/authored.ts'
import type { Log } from '../../log/log.ts'
import { insist } from '../../refusal.ts'
import { asChange, channelOf, type Served, serve, signedIn } from '../../wire/serve.ts'
import * as may from './updates.policy.ts'

export const updateCommands = ({ log }: { log: Log }): Served[] => [
  serve(postUpdate, {
    policy: may.mayPostUpdate,
    run: (call) => {
      const { commandId: id, title, text, writtenAt } = call.input
      const { villageIds, topicIds } = channelOf(call)
      const change = asChange(postUpdate, call)
      return log.change({
        ...change,
        itemIds: [id],
        apply: (draft) =>
          changedBy(
            draft.create({
              id,
              kind: update.kind,
              authorId: change.authorId,
              content: { title, text } satisfies UpdateContent,
              // Settled when it is told: a village that joins later is not flooded with old news.
              sharedTo: [...villageIds, ...topicIds],
              writtenAt: writtenBefore(writtenAt, draft.now),
            }),
          ),
      })
    },
  }),
  serve(editUpdate, {
    policy: may.mayPostUpdate,
    run: (call) => {
      const { itemId, title, text } = call.input
      const [actor, channel] = [signedIn(call), channelOf(call)]
      return log.change({
        ...asChange(editUpdate, call),
        itemIds: [itemId],
        apply: (draft) => {
          const item = draft.item(itemId)
          insist(may.mayEditUpdate(actor, channel, item))
          const content: UpdateContent = { title, text }
          return changedBy(draft.amend(itemId, rewritten(item, content, draft.now)))
        },
      })
    },
  }),
]
