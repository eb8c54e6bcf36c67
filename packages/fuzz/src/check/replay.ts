import {
  byChannel,
  type Check,
  type ItemDocument,
  itemsOf,
  type RecordDocument,
  recordsOf,
  type Tried,
} from '../end-state.ts'
import { namedIn } from './log.ts'
import { agreement, agreementAfter, isOfAgreement, withoutSides } from './replay-agreements.ts'
import { askedContent, isOfQuestion, questionAfter } from './replay-questions.ts'
import { inputOf, isSame, keyOf, triedByKey } from './said.ts'

/** Announcements that may stand above one channel at once. */
const maxPinned = 3

type Content = Record<string, unknown>
type Reactions = Record<string, string[]>

type TakenOff = {
  content: Content | null
  standing: boolean
  addresses: readonly string[] | undefined
  reactions: Reactions | undefined
}

/** An item as a sequence of commands leaves it, without times. */
type Replayed = {
  kind: string
  authorId: string | null
  seq: number
  rev: number
  content: Content | null
  deleted: boolean
  edited: boolean
  standing: boolean
  addresses: readonly string[] | undefined
  reactions: Reactions | undefined
  removed: TakenOff | undefined
  hidden: TakenOff | undefined
}

type Step = { command: string; authorId: string; input: Content; rev: number; itemId: string }

/** Does all recorded commands again, in the order of their revs: the stored items must be what comes out. */
export const checkReplay: Check = (state) => {
  const before = byChannel(itemsOf(state.start))
  const after = byChannel(itemsOf(state.database))
  const asked = triedByKey(state)
  const founding = new Set(recordsOf(state.start).map(({ _id }) => _id))
  const records = recordsOf(state.database).filter(({ _id }) => !founding.has(_id))
  return [...byChannel(records)].flatMap(([channelId, list]) => {
    const items = new Map((before.get(channelId) ?? []).map((item) => [item.id, begun(item)]))
    const found: string[] = []
    for (const steps of byRev(stepsOf(list, asked))) {
      for (const step of takerFirst(items, steps)) {
        const wrong = replay(items, step)
        if (wrong) found.push(`${channelId}/${step.itemId} at ${step.rev}: ${wrong}`)
      }
    }
    return [...found, ...compare(items, after.get(channelId) ?? [])]
  })
}

const stepsOf = (records: RecordDocument[], asked: ReadonlyMap<string, Tried>): Step[] =>
  records
    .flatMap((record) => {
      const named = namedIn(record)
      const tried = asked.get(keyOf(record))
      const input = tried && inputOf(tried, record)
      return named && tried && input
        ? [{ command: tried.command, authorId: tried.personId, input, rev: named.rev, itemId: named.itemId }]
        : []
    })
    .sort((a, b) => a.rev - b.rev)

const byRev = (steps: readonly Step[]): Step[][] => [...Map.groupBy(steps, ({ rev }) => rev).values()]

/** Of what names one rev, at most one took it; reactions that changed nothing name the state that they found. */
const takerFirst = (items: ReadonlyMap<string, Replayed>, steps: readonly Step[]): Step[] =>
  steps.toSorted((a, b) => Number(changesNothing(items, a)) - Number(changesNothing(items, b)))

const changesNothing = (
  items: ReadonlyMap<string, Replayed>,
  { command, itemId, input, authorId }: Step,
): boolean => {
  if (command !== 'item.react') return false
  const given = items.get(itemId)?.reactions?.[String(input.reaction)]?.includes(authorId) ?? false
  return given === (input.on === true)
}

const begun = (item: ItemDocument): Replayed => ({
  kind: item.kind,
  authorId: item.authorId,
  seq: item.seq,
  rev: item.rev,
  content: item.content as Content | null,
  deleted: item.deletedAt !== undefined,
  edited: item.editedAt !== undefined,
  standing: item.standing === true,
  addresses: item.addresses,
  reactions: item.reactions,
  removed: undefined,
  hidden: undefined,
})

/** Does one step; what is wrong with it, if it could not rightly be done. */
const replay = (items: Map<string, Replayed>, step: Step): string | undefined => {
  const { command, itemId, input, authorId, rev } = step
  const item = items.get(itemId)
  const create = (kind: string, content: Content, addresses?: readonly string[], standing = false) => {
    if (item) return 'made twice'
    const begins = { deleted: false, edited: false, standing }
    const fresh = { ...begins, addresses, reactions: undefined, removed: undefined, hidden: undefined }
    items.set(itemId, { kind, authorId, seq: rev, rev, content, ...fresh })
  }
  const amend = (next: Partial<Replayed>) => {
    if (!item) return `${command} of what is not there`
    items.set(itemId, { ...item, ...next, rev })
  }
  const { text, title } = input
  if (command === 'message.post') {
    const { replyTo } = input
    const answered = items.get(String(replyTo))
    if (replyTo !== undefined && !answered) return 'answers what is not there'
    const answers = { replyTo: { itemId: replyTo, authorId: answered?.authorId ?? null } }
    const content = { text, ...(answered ? answers : {}) }
    return create('message', content, calledBy(content, authorId))
  }
  if (isOfAgreement(command)) {
    const before = items.get(agreement)
    const done = agreementAfter(before, step)
    if (typeof done === 'string') return done
    const { content, rev: next, told } = done
    if (told === null) return undefined
    const wrong = create('agreementChange', told)
    const made = items.get(itemId)
    // The first that is written makes the agreement, too.
    const held = before ?? (made && { ...made, kind: 'workingAgreement', seq: next, standing: true })
    if (held) items.set(agreement, { ...held, content, rev: next })
    return wrong
  }
  if (command === 'question.ask') return create('question', askedContent(input), ['officials'], true)
  if (isOfQuestion(command)) {
    const questionId = String(input.itemId)
    const before = items.get(questionId)
    const done = questionAfter(before, step)
    if (typeof done === 'string' || !before) return String(done)
    items.set(questionId, { ...before, ...done.question })
    return create('questionChange', done.told.content, done.told.addresses)
  }
  if (command === 'update.post') return create('update', { title, text })
  if (command === 'announcement.publish') return create('announcement', { title, text })
  const back = (taken: TakenOff | undefined) =>
    amend({
      ...taken,
      content: taken?.content ?? null,
      // Others may have taken its place meanwhile.
      standing: taken?.standing === true && pinnedIn(items) < maxPinned,
      deleted: false,
      removed: undefined,
      hidden: undefined,
    })
  if (command === 'item.restore')
    return item?.deleted && !item.hidden ? back(item.removed) : 'restored, though it was not deleted'
  if (command === 'moderation.restore')
    return item?.hidden ? back(item.hidden) : 'shown, though it was not hidden'
  if (item?.deleted) return `${command} of what is deleted`
  if (changesNothing(items, step)) return item?.rev === rev ? undefined : 'a rev for what changes nothing'
  if (item?.rev === rev) return 'took a rev that was taken'
  switch (command) {
    case 'message.edit':
      if (item?.authorId !== authorId) return 'edited by another'
      return amend(said({ ...item?.content, text }, authorId))
    case 'announcement.pin':
      if (!item?.standing && pinnedIn(items) >= maxPinned) return `pinned beside ${maxPinned} others`
      return amend({ standing: true })
    case 'announcement.unpin':
      return amend({ standing: false })
    case 'announcement.edit':
      if (item?.authorId !== authorId) return 'edited by another'
      return amend({ content: { title, text }, edited: true })
    case 'update.edit':
      return amend({ content: { title, text }, edited: true })
    case 'item.delete':
      return amend({ ...nothingLeft, removed: takenOff(item) })
    case 'moderation.hide':
      return amend({ ...nothingLeft, hidden: takenOff(item) })
    case 'item.react':
      return amend({
        reactions: reacted(item?.reactions, String(input.reaction), authorId, input.on === true),
      })
    case 'channel.change': {
      const { commandId: _, channelId: __, ...changed } = input
      return amend({ content: { ...item?.content, ...changed }, edited: true })
    }
    default:
      return `${command} is unknown to the checker`
  }
}

/** Found without what the product finds it by. */
const calledBy = (content: Content, authorId: string | null): string[] | undefined => {
  const named = String(content.text)
    .split('<@')
    .slice(1)
    .map((rest) => rest.split('>')[0] ?? '')
  const answered = (content.replyTo as { authorId: string | null } | undefined)?.authorId
  const called = new Set([...named, ...(answered ? [answered] : [])])
  called.delete(authorId ?? '')
  return called.size > 0 ? [...called] : undefined
}

const said = (content: Content, authorId: string): Partial<Replayed> => ({
  content,
  addresses: calledBy(content, authorId),
  edited: true,
})

const nothingLeft = {
  content: null,
  deleted: true,
  standing: false,
  addresses: undefined,
  reactions: undefined,
}

const takenOff = (item: Replayed | undefined): TakenOff => ({
  content: item?.content ?? null,
  standing: item?.standing === true,
  addresses: item?.addresses,
  reactions: item?.reactions,
})

const pinnedIn = (items: ReadonlyMap<string, Replayed>): number =>
  [...items.values()].filter(({ kind, standing }) => kind === 'announcement' && standing).length

const reacted = (held: Reactions = {}, reaction: string, by: string, on: boolean): Reactions | undefined => {
  const others = (held[reaction] ?? []).filter((id) => id !== by)
  const next = { ...held, [reaction]: on ? [...others, by] : others }
  const kept = Object.entries(next).filter(([, givers]) => givers.length > 0)
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}

const agreementKinds = new Set(['agreementChange', 'workingAgreement'])

/** When a question was answered is the server's to say, and who stands on which side. */
const untold = ({ kind, content }: ItemDocument): Content | null => {
  const held = content as Content | null
  if (kind === 'question' && held) return { ...held, answeredAt: null }
  return agreementKinds.has(kind) ? held && withoutSides(held) : held
}

const withoutTaken = ({ removed: _, hidden: __, ...rest }: Replayed) => rest

const compare = (replayed: Map<string, Replayed>, stored: ItemDocument[]): string[] => {
  const held = new Map(stored.map((item) => [item.id, item]))
  return [...replayed].flatMap(([id, expected]) => {
    const item = held.get(id)
    if (item === undefined) return [`${id} is lost`]
    // What follows the log changes these by no command of a client.
    if (item.kind === 'share' || item.kind === 'person' || item.kind === 'sessions') return []
    const { removed: _, hidden, ...rest } = expected
    const wanted = { ...rest, hidden: hidden !== undefined }
    const is = { ...withoutTaken(begun(item)), content: untold(item), hidden: item.hidden !== undefined }
    return isSame(wanted, is)
      ? []
      : [`${item._id} is ${JSON.stringify(is)}, should be ${JSON.stringify(wanted)}`]
  })
}
