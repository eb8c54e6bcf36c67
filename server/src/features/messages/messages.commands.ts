import { editMessage, message, postMessage } from '@bijpraat/contract'
import { changedBy, writtenBefore } from '../../log/authored.ts'
import type { Log } from '../../log/log.ts'
import { insist } from '../../refusal.ts'
import { asChange, type Served, serve, signedIn } from '../../wire/serve.ts'
import * as may from './messages.policy.ts'

export const messageCommands = ({ log }: { log: Log }): Served[] => [
  serve(postMessage, {
    policy: may.mayPost,
    run: (call) => {
      const { commandId: id, text, writtenAt } = call.input
      const change = asChange(postMessage, call)
      return log.change({
        ...change,
        itemIds: [id],
        apply: (draft) =>
          changedBy(
            draft.create({
              id,
              kind: message.kind,
              authorId: change.authorId,
              content: { text },
              writtenAt: writtenBefore(writtenAt, draft.now),
            }),
          ),
      })
    },
  }),
  serve(editMessage, {
    policy: may.mayPost,
    run: (call) => {
      const { itemId, text } = call.input
      const actor = signedIn(call)
      return log.change({
        ...asChange(editMessage, call),
        itemIds: [itemId],
        apply: (draft) => {
          insist(may.mayEdit(actor, draft.item(itemId)))
          return changedBy(draft.amend(itemId, { content: { text }, editedAt: draft.now }))
        },
      })
    },
  }),
]
