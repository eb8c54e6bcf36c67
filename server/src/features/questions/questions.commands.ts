import {
  answeredQuestion,
  answerQuestion,
  askedAgain,
  askQuestion,
  changeQuestion,
  handedOver,
  listQuestions,
  newQuestion,
  reopenQuestion,
  takenQuestion,
  takeQuestion,
} from '@bijpraat/contract'
import { changedBy } from '../../log/authored.ts'
import { type Kinds, mayAlsoStand } from '../../log/kinds.ts'
import type { Log } from '../../log/log.ts'
import type { Draft } from '../../log/model.ts'
import { insist, Refusal } from '../../refusal.ts'
import type { ChannelFacts } from '../../rights/rights.ts'
import { asChange, type Call, channelOf, type Served, serve, signedIn } from '../../wire/serve.ts'
import { ask, becomes, insistOnState, insistOnTime } from './questions.changes.ts'
import { questionKind } from './questions.kinds.ts'
import type { QuestionList } from './questions.list.ts'
import * as may from './questions.policy.ts'

type Parts = {
  log: Pick<Log, 'change'>
  kinds: Kinds
  list: QuestionList
  isPerson: (personId: string) => Promise<boolean>
}

const insistOnRoom = (draft: Draft): void => {
  if (!mayAlsoStand(questionKind, draft)) throw new Refusal('too_many_questions')
}

const insistOnAsked = (channel: ChannelFacts, villageId: string | null | undefined): void => {
  if (villageId !== undefined && !may.mayBeAsked(channel, villageId))
    throw new Refusal('invalid_input', { field: 'villageId' })
}

export const questionCommands = ({ log, kinds, list, isPerson }: Parts): Served[] => {
  /** Said within the change: what was done already is answered also when its owner has left since. */
  const ownerOf = async (ownerId: string | undefined) => {
    const isThere = ownerId === undefined || (await isPerson(ownerId))
    return () => {
      if (!isThere) throw new Refusal('not_found', { field: 'ownerId' })
    }
  }
  const byWhom = (call: Pick<Call<typeof takeQuestion>, 'actor'> & { input: { commandId: string } }) => ({
    commandId: call.input.commandId,
    by: signedIn(call).personId,
  })

  return [
    serve(askQuestion, {
      policy: may.mayAsk,
      run: (call) => {
        const { commandId: id, text, villageId, fromId, writtenAt } = call.input
        const [channel, change] = [channelOf(call), asChange(askQuestion, call)]
        return log.change({
          ...change,
          itemIds: fromId === undefined ? [id] : [id, fromId],
          asksStanding: true,
          apply: (draft) => {
            insistOnAsked(channel, villageId)
            if (fromId !== undefined) insist(may.mayBeNamed(kinds, draft.item(fromId)))
            insistOnRoom(draft)
            const asked = newQuestion({ text, villageId, ...(fromId === undefined ? {} : { fromId }) })
            return changedBy(ask(draft, asked, { id, by: change.authorId, writtenAt }))
          },
        })
      },
    }),
    serve(takeQuestion, {
      policy: may.mayAsk,
      run: async (call) => {
        const { itemId, ownerId, teamName, dueAt, writtenAt, commandId: id } = call.input
        const [actor, channel, insistOnOwner] = [signedIn(call), channelOf(call), await ownerOf(ownerId)]
        return log.change({
          ...asChange(takeQuestion, call),
          itemIds: [id, itemId],
          apply: (draft) => {
            const item = draft.item(itemId)
            insist(may.mayCarry(actor, channel, item))
            insistOnOwner()
            const before = insistOnState(item, 'open')
            insistOnTime(draft, dueAt)
            const after = takenQuestion(before, { ownerId, teamName, dueAt }, actor.personId)
            const said = { act: 'take' as const, reason: null, ...byWhom(call), writtenAt }
            return changedBy(becomes(draft, item, after, said))
          },
        })
      },
    }),
    serve(changeQuestion, {
      policy: may.mayAsk,
      run: async (call) => {
        const { itemId, set, reason, writtenAt, commandId: id } = call.input
        const [actor, channel, insistOnOwner] = [signedIn(call), channelOf(call), await ownerOf(set.ownerId)]
        return log.change({
          ...asChange(changeQuestion, call),
          itemIds: [id, itemId],
          apply: (draft) => {
            const item = draft.item(itemId)
            insist(may.mayCarry(actor, channel, item))
            insistOnOwner()
            insistOnAsked(channel, set.villageId)
            // Of what nobody promised yet only who is asked can change.
            const isPassedOn = set.villageId !== undefined
            const before = isPassedOn ? insistOnState(item, 'open', 'taken') : insistOnState(item, 'taken')
            insistOnTime(draft, set.dueAt)
            const after = handedOver(before, set, actor.personId)
            const said = { act: 'change' as const, reason, ...byWhom(call), writtenAt }
            return changedBy(becomes(draft, item, after, said))
          },
        })
      },
    }),
    serve(answerQuestion, {
      policy: may.mayAsk,
      run: (call) => {
        const { itemId, answerId, writtenAt, commandId: id } = call.input
        const [actor, channel] = [signedIn(call), channelOf(call)]
        return log.change({
          ...asChange(answerQuestion, call),
          itemIds: [id, itemId, answerId],
          apply: (draft) => {
            const item = draft.item(itemId)
            insist(may.mayCarry(actor, channel, item))
            const before = insistOnState(item, 'open', 'taken')
            if (answerId === itemId) throw new Refusal('invalid_input', { field: 'answerId' })
            insist(may.mayBeNamed(kinds, draft.item(answerId)))
            const after = answeredQuestion(before, answerId, draft.now)
            const said = { act: 'answer' as const, reason: null, ...byWhom(call), writtenAt }
            return changedBy(becomes(draft, item, after, said))
          },
        })
      },
    }),
    serve(reopenQuestion, {
      policy: may.mayAsk,
      run: (call) => {
        const { itemId, reason, writtenAt, commandId: id } = call.input
        const [actor, channel] = [signedIn(call), channelOf(call)]
        return log.change({
          ...asChange(reopenQuestion, call),
          itemIds: [id, itemId],
          asksStanding: true,
          apply: (draft) => {
            const item = draft.item(itemId)
            insist(may.mayAskAgain(actor, channel, item))
            const before = insistOnState(item, 'answered')
            insistOnRoom(draft)
            const said = { act: 'reopen' as const, reason, ...byWhom(call), writtenAt }
            return changedBy(becomes(draft, item, askedAgain(before), said))
          },
        })
      },
    }),
    serve(listQuestions, {
      policy: may.mayList,
      run: (call) => list(signedIn(call), call.input.channelId),
    }),
  ]
}
