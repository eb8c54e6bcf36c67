import {
  type ClientState,
  type EndState,
  headsOf,
  type ItemDocument,
  itemsOf,
  recordsOf,
} from '../end-state.ts'

/** Ways to spoil an end state that is good, with what the checker must say of each. */
export type Spoiling = [what: string, says: RegExp, change: (state: EndState) => void]

const only = <T>(found: T | undefined): T => {
  if (found === undefined) throw new Error('the good end state lacks what is to be spoiled')
  return found
}
const texts = (state: EndState, text: string): ItemDocument =>
  only(itemsOf(state.database).find(({ content }) => (content as { text?: string } | null)?.text === text))
const client = (state: EndState, name: string): ClientState =>
  only(state.clients.find((one) => one.name === name))
/** The copy that the client called phone holds of the first village. */
const copy = (state: EndState) =>
  only(client(state, 'phone').copies.find(({ channelId }) => channelId === texts(state, 'Ik ook.').channelId))
const without = (state: EndState, ids: readonly string[]) => {
  state.database.log = state.database.log.filter(({ _id }) => !ids.includes(_id))
}
const recordOf = (state: EndState, itemId: string) =>
  only(recordsOf(state.database).find(({ _id }) => _id.endsWith(`/${itemId}`)))

const losses: Spoiling[] = [
  ['an item is lost', /is lost/, (state) => without(state, [texts(state, 'Ik ook.')._id])],
  [
    'an item is lost with its record',
    /acknowledged, but not there/,
    (state) => {
      const item = texts(state, 'Ik ook.')
      without(state, [item._id, recordOf(state, item.id)._id])
    },
  ],
  [
    'a client lacks an item',
    /lacks/,
    (state) => {
      const held = copy(state)
      const [id] = held.timeline.splice(2, 1)
      held.items = held.items.filter((item) => item.id !== id)
    },
  ],
  [
    'a client holds an item and does not show it',
    /should show/,
    (state) => void copy(state).timeline.splice(1, 1),
  ],
  [
    'one of several reactions is lost',
    /should be/,
    (state) => void texts(state, 'Wie helpt er mee?').reactions?.nice?.pop(),
  ],
  [
    'what left an outbox was never done',
    /left the outbox/,
    (state) => {
      const [tried] = state.commands.filter((one) => one.client === 'phone')
      state.commands.push({ ...only(tried), commandId: crypto.randomUUID(), tries: [] })
    },
  ],
  [
    'a rev was taken by nothing',
    /the newest change is|named by no command/,
    (state) => {
      only(headsOf(state.database).find(({ rev }) => rev > 3)).rev += 1
    },
  ],
]

const doubles: Spoiling[] = [
  [
    'an item is there twice',
    /made by no command/,
    (state) => {
      const item = texts(state, 'Ik ook.')
      const head = only(headsOf(state.database).find(({ channelId }) => channelId === item.channelId))
      head.rev += 1
      const id = crypto.randomUUID()
      const _id = `${item.channelId}/i/${id}`
      state.database.log.push({ ...item, _id, id, seq: head.rev, rev: head.rev })
    },
  ],
  [
    'a command is done twice',
    /done twice/,
    (state) => {
      const { channelId, id } = texts(state, 'Ik ook.')
      const elsewhere = only(headsOf(state.database).find((head) => head.channelId !== channelId)).channelId
      const record = recordOf(state, id)
      state.database.log.push({
        ...record,
        _id: record._id.replace(channelId, elsewhere),
        channelId: elsewhere,
        result: null,
      })
    },
  ],
  [
    'a client shows an item twice',
    /should show/,
    (state) => void copy(state).timeline.push(only(copy(state).timeline[1])),
  ],
  [
    'two items have one place',
    /a seq twice/,
    (state) => {
      texts(state, 'Ik ook.').seq = texts(state, 'Wie helpt er mee?').seq
    },
  ],
  [
    'two answers to one command differ',
    /answered .* recorded/,
    (state) => {
      const tried = only(state.commands.find((one) => one.tries.length > 1 && one.client === null))
      tried.tries[1] = {
        ...only(tried.tries[1]),
        answer: { ok: true, data: { itemId: 'x', rev: 1, seq: 1 } },
      }
    },
  ],
]

const disorders: Spoiling[] = [
  [
    'two items have changed places',
    /should be|should show/,
    (state) => {
      const [a, b] = [texts(state, 'Wie helpt er mee?'), texts(state, 'Ik ook.')]
      const seq = a.seq
      a.seq = b.seq
      b.seq = seq
    },
  ],
  [
    'a client shows two items in the other order',
    /should show/,
    (state) => void copy(state).timeline.reverse(),
  ],
  [
    'time runs back along the log',
    /time runs back/,
    (state) => {
      texts(state, 'Ik ook.').createdAt -= 10_000
    },
  ],
]

const others: Spoiling[] = [
  [
    'a client holds an older state',
    /holds .* should hold/,
    (state) => {
      const item = only(copy(state).items.find(({ id }) => id === texts(state, 'Ik ook.').id))
      Object.assign(item, { rev: item.seq, content: { text: 'Ik.' }, editedAt: undefined })
    },
  ],
  [
    'a client is behind and holds all it knows of',
    /is at/,
    (state) => {
      copy(state).cursor -= 1
    },
  ],
  [
    'a copy is held without a right',
    /without a right/,
    (state) => void client(state, 'farmer').copies.push(structuredClone(copy(state))),
  ],
  [
    'a visitor sees what members say',
    /should hold/,
    (state) => {
      const open = only(client(state, 'passer-by').copies[0])
      const chat = only(open.items.find(({ kind }) => kind === 'stub'))
      Object.assign(chat, { kind: 'message', content: { text: 'Mooi!' } })
    },
  ],
  [
    'a client is told of what it has no right to',
    /is told of/,
    (state) => void client(state, 'farmer').heardAtRest.push(copy(state).channelId),
  ],
  [
    'a text is not what was said',
    /should be/,
    (state) => {
      texts(state, 'Ik ook.').content = { text: 'Ik niet.' }
    },
  ],
  [
    'what is done is shown as failed',
    /shown as failed/,
    (state) => {
      const tried = only(state.commands.find((one) => one.client === 'phone' && one.tries[0]?.answer?.ok))
      const { commandId, command } = tried
      client(state, 'phone').outbox.push({ commandId, command, state: 'failed', code: 'forbidden' })
    },
  ],
  [
    'what was refused at last is done',
    /refused \(forbidden\), but done/,
    (state) => {
      const tried = only(state.commands.find((one) => one.client === 'phone' && one.tries[0]?.answer?.ok))
      tried.tries = [{ input: only(tried.tries[0]).input, answer: { ok: false, code: 'forbidden' } }]
    },
  ],
  [
    'something is still owed',
    /still owes/,
    (state) =>
      void client(state, 'phone').outbox.push({ commandId: 'a', command: 'b', state: 'waiting', code: null }),
  ],
  [
    'a client is not live',
    /is connecting/,
    (state) => {
      client(state, 'phone').connection = 'connecting'
    },
  ],
  [
    'a read position fell',
    /now less/,
    (state) =>
      void state.toldPositions.push({
        personId: client(state, 'phone').personId ?? '',
        channelId: copy(state).channelId,
        seq: 9_000,
      }),
  ],
  [
    'a share is not what its home is',
    /the share of/,
    (state) => {
      const share = only(itemsOf(state.database).find(({ kind }) => kind === 'share'))
      share.content = { ...(share.content as object), homeName: 'Anders' }
    },
  ],
  [
    'a deleted item keeps its content',
    /has its content/,
    (state) => {
      only(itemsOf(state.database).find((item) => item.deletedAt)).content = { text: 'Mooi!' }
    },
  ],
  [
    'somebody else’s command is in the log',
    /asked by nobody/,
    (state) => {
      state.commands = state.commands.filter(({ command }) => command !== 'item.react')
    },
  ],
]

export const spoilings: readonly Spoiling[] = [...losses, ...doubles, ...disorders, ...others]
