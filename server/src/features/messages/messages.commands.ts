import { editMessage, type MessageContent, message, postMessage } from '@bijpraat/contract'
import { changedBy, writtenBefore } from '../../log/authored.ts'
import type { Kinds } from '../../log/kinds.ts'
import type { Log } from '../../log/log.ts'
import type { Draft } from '../../log/model.ts'
import { insist } from '../../refusal.ts'
import { asChange, channelOf, type Served, serve, signedIn } from '../../wire/serve.ts'
import { addressesOf } from './messages.addresses.ts'
import * as may from './messages.policy.ts'

export const messageCommands = ({ log, kinds }: { log: Log; kinds: Kinds }): Served[] => [
  serve(postMessage, {
    policy: may.mayPost,
    run: (call) => {
      const { commandId: id, text, replyTo, writtenAt } = call.input
      const [actor, channel] = [signedIn(call), channelOf(call)]
      return log.change({
        ...asChange(postMessage, call),
        itemIds: replyTo === undefined ? [id] : [id, replyTo],
        apply: (draft) => {
          insist(may.mayCall(actor, channel, text))
          const content: MessageContent = { text, ...answering(kinds, draft, replyTo) }
          return changedBy(
            draft.create({
              id,
              kind: message.kind,
              authorId: actor.personId,
              content,
              addresses: addressesOf(content, actor.personId),
              writtenAt: writtenBefore(writtenAt, draft.now),
            }),
          )
        },
      })
    },
  }),
  serve(editMessage, {
    policy: may.mayPost,
    run: (call) => {
      const { itemId, text } = call.input
      const [actor, channel] = [signedIn(call), channelOf(call)]
      return log.change({
        ...asChange(editMessage, call),
        itemIds: [itemId],
        apply: (draft) => {
          const item = draft.item(itemId)
          insist(may.mayEdit(actor, item))
          const before = item.content as MessageContent
          insist(may.mayCall(actor, channel, text, before.text))
          const content: MessageContent = { ...before, text }
          const addresses = addressesOf(content, actor.personId)
          return changedBy(draft.amend(itemId, { content, addresses, editedAt: draft.now }))
        },
      })
    },
  }),
]

const answering = (
  kinds: Kinds,
  draft: Draft,
  itemId: string | undefined,
): Pick<MessageContent, 'replyTo'> => {
  if (itemId === undefined) return {}
  const answered = draft.item(itemId)
  insist(may.mayAnswer(kinds, answered))
  return { replyTo: { itemId, authorId: answered.authorId } }
}
