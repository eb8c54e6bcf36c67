import { editMessage, message, postMessage } from '@bijpraat/contract'
import { changedBy, writtenBefore } from '../../log/authored.ts'
import type { Log } from '../../log/log.ts'
import { insist } from '../../refusal.ts'
import { type Served, saidBy, serve, signedIn } from '../../wire/serve.ts'
import * as may from './messages.policy.ts'

export const messageCommands = ({ log }: { log: Log }): Served[] => [
  serve(postMessage, {
    policy: may.mayPost,
    run: ({ input, ...call }) => {
      const { commandId, channelId, text, writtenAt } = input
      const authorId = signedIn(call).personId
      return log.change({
        channelId,
        authorId,
        commandId,
        said: saidBy(postMessage, input),
        itemIds: [commandId],
        apply: (draft) =>
          changedBy(
            draft.create({
              id: commandId,
              kind: message.kind,
              authorId,
              content: { text },
              writtenAt: writtenBefore(writtenAt, draft.now),
            }),
          ),
      })
    },
  }),
  serve(editMessage, {
    policy: may.mayPost,
    run: ({ input, ...call }) => {
      const { commandId, channelId, itemId, text } = input
      const actor = signedIn(call)
      return log.change({
        channelId,
        authorId: actor.personId,
        commandId,
        said: saidBy(editMessage, input),
        itemIds: [itemId],
        apply: (draft) => {
          insist(may.mayEdit(actor, draft.item(itemId)))
          return changedBy(draft.amend(itemId, { content: { text }, editedAt: draft.now }))
        },
      })
    },
  }),
]
