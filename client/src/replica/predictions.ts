import {
  announcement,
  answeredQuestion,
  type answerQuestion,
  askedAgain,
  type askQuestion,
  type Command,
  type changeDecision,
  type changeQuestion,
  decision,
  deleteItem,
  editAnnouncement,
  editMessage,
  editUpdate,
  handedOver,
  type InputOf,
  message,
  newQuestion,
  pinAnnouncement,
  postMessage,
  postUpdate,
  publishAnnouncement,
  type QuestionContent,
  question,
  reactToItem,
  type recordDecision,
  type reopenQuestion,
  takenQuestion,
  type takeQuestion,
  unpinAnnouncement,
  update,
} from '@bijpraat/contract'
import type { HeldItem } from './replica.ts'

type Author = { readonly personId: string; readonly writtenAt: number }

/** What a change does to the screen before the server has done it. */
type Prediction<Input> = {
  /** The item that it makes; its id is the command's. */
  creates?: (input: Input) => { kind: string; content: unknown }
  /** How the item that `input.itemId` names will look. */
  amends?: (item: HeldItem, input: Input, by: Author) => HeldItem
}

const predict = <C extends Command>(command: C, prediction: Prediction<InputOf<C>>) =>
  // What is in the outbox went through this command's own schema, so that its input has this type.
  [command.name, prediction as unknown as Prediction<unknown>] as const

/** The same for a command that comes with what gives it, later than the first page; its name is its type's to check. */
const predictNamed = <C extends Command>(name: C['name'], prediction: Prediction<InputOf<C>>) =>
  [name, prediction as unknown as Prediction<unknown>] as const

const withReaction = (item: HeldItem, reaction: string, personId: string, on: boolean): HeldItem => {
  const others = (item.reactions?.[reaction] ?? []).filter((id) => id !== personId)
  return { ...item, reactions: { ...item.reactions, [reaction]: on ? [...others, personId] : others } }
}

const rewritten = (item: HeldItem, changed: object, by: Author): HeldItem => ({
  ...item,
  content: typeof item.content === 'object' ? { ...item.content, ...changed } : changed,
  editedAt: by.writtenAt,
})

/** With another end of being pinned: null takes the end away, undefined leaves it. */
const endingAt = (endsAt: number | null | undefined) =>
  endsAt === undefined ? {} : { endsAt: endsAt ?? undefined }

/** A question as one of its changes leaves it. */
const changed =
  <Input>(after: (content: QuestionContent, input: Input, by: Author) => QuestionContent) =>
  (item: HeldItem, input: Input, by: Author): HeldItem =>
    item.fits ? { ...item, content: after(item.content as QuestionContent, input, by) } : item

/** By command. One without a prediction changes the screen when the log shows what it did. */
export const predictions: ReadonlyMap<string, Prediction<unknown>> = new Map([
  predict(postMessage, {
    // Whose it is that it answers is seen from the item itself; the server writes it down.
    creates: ({ text, replyTo: itemId }) => ({
      kind: message.kind,
      content: { text, ...(itemId === undefined ? {} : { replyTo: { itemId, authorId: null } }) },
    }),
  }),
  predict(editMessage, { amends: (item, { text }, by) => rewritten(item, { text }, by) }),
  predict(postUpdate, {
    creates: ({ title, text }) => ({ kind: update.kind, content: { title, text, sharedTo: [] } }),
  }),
  predict(editUpdate, { amends: (item, { title, text }, by) => rewritten(item, { title, text }, by) }),
  predict(publishAnnouncement, {
    creates: ({ title, text, endsAt, asksRead }) => ({
      kind: announcement.kind,
      content: { title, text, endsAt, asksRead },
    }),
  }),
  predict(editAnnouncement, {
    amends: (item, { title, text, endsAt, asksRead }, by) =>
      rewritten(
        item,
        { title, text, ...endingAt(endsAt), ...(asksRead === undefined ? {} : { asksRead }) },
        by,
      ),
  }),
  predict(pinAnnouncement, {
    amends: (item, { endsAt }) => ({
      ...item,
      content: { ...(item.content as object), ...endingAt(endsAt) },
      standing: true,
    }),
  }),
  predict(unpinAnnouncement, { amends: (item) => ({ ...item, standing: false }) }),
  predictNamed<typeof askQuestion>('question.ask', {
    creates: ({ text, villageId, fromId }) => ({
      kind: question.kind,
      content: newQuestion({ text, villageId, ...(fromId === undefined ? {} : { fromId }) }),
    }),
  }),
  predictNamed<typeof takeQuestion>('question.take', {
    amends: changed((content, input, by) => takenQuestion(content, input, by.personId)),
  }),
  predictNamed<typeof changeQuestion>('question.change', {
    amends: changed((content, { set }, by) => handedOver(content, set, by.personId)),
  }),
  predictNamed<typeof answerQuestion>('question.answer', {
    amends: changed((content, { answerId }, by) => answeredQuestion(content, answerId, by.writtenAt)),
  }),
  predictNamed<typeof reopenQuestion>('question.reopen', {
    amends: changed((content) => askedAgain(content)),
  }),
  predictNamed<typeof recordDecision>('decision.record', {
    creates: ({ commandId: _, channelId: __, writtenAt: ___, ...content }) => ({
      kind: decision.kind,
      content,
    }),
  }),
  predictNamed<typeof changeDecision>('decision.change', {
    amends: (item, { commandId: _, channelId: __, itemId: ___, ...words }, by) => rewritten(item, words, by),
  }),
  predict(deleteItem, {
    amends: (item, _input, by) => ({ ...item, content: null, fits: false, deletedAt: by.writtenAt }),
  }),
  predict(reactToItem, {
    amends: (item, { reaction, on }, by) => withReaction(item, reaction, by.personId, on),
  }),
])
