import { editUpdate, postUpdate, type UpdateContent, update } from '@bijpraat/contract'
import { changedBy, writtenBefore } from '../../log/authored.ts'
import type { Log } from '../../log/log.ts'
import { insist } from '../../refusal.ts'
import { channelOf, type Served, saidBy, serve, signedIn } from '../../wire/serve.ts'
import * as may from './updates.policy.ts'

export const updateCommands = ({ log }: { log: Log }): Served[] => [
  serve(postUpdate, {
    policy: may.mayPostUpdate,
    run: ({ input, ...call }) => {
      const { commandId, channelId, title, text, writtenAt } = input
      const authorId = signedIn(call).personId
      const { villageIds, topicIds } = channelOf(call)
      // Where it shows is settled when it is told: a village that joins later is not flooded with old news.
      const sharedTo = [...villageIds, ...topicIds]
      return log.change({
        channelId,
        authorId,
        commandId,
        said: saidBy(postUpdate, input),
        itemIds: [commandId],
        apply: (draft) =>
          changedBy(
            draft.create({
              id: commandId,
              kind: update.kind,
              authorId,
              content: { title, text } satisfies UpdateContent,
              sharedTo,
              writtenAt: writtenBefore(writtenAt, draft.now),
            }),
          ),
      })
    },
  }),
  serve(editUpdate, {
    policy: may.mayPostUpdate,
    run: ({ input, ...call }) => {
      const { commandId, channelId, itemId, title, text } = input
      const actor = signedIn(call)
      return log.change({
        channelId,
        authorId: actor.personId,
        commandId,
        said: saidBy(editUpdate, input),
        itemIds: [itemId],
        apply: (draft) => {
          const item = draft.item(itemId)
          insist(may.mayEditUpdate(actor, channelOf(call), item))
          const content: UpdateContent = { title, text }
          return changedBy(draft.amend(itemId, { content, editedAt: draft.now }))
        },
      })
    },
  }),
]
