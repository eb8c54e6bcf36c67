import {
  byChannel,
  type Check,
  type Database,
  type HeadDocument,
  headsOf,
  type ItemDocument,
  itemsOf,
  type RecordDocument,
  recordsOf,
  type Tried,
} from '../end-state.ts'
import { agreement, isOfAgreement } from './replay-agreements.ts'
import { isOfQuestion } from './replay-questions.ts'
import { inputOf, keyOf, triedByKey } from './said.ts'

type Named = { itemId: string; rev: number; seq: number }

export const namedIn = ({ result }: RecordDocument): Named | null => {
  const { itemId, rev, seq } = (result ?? {}) as Partial<Named>
  return itemId !== undefined && rev !== undefined && seq !== undefined ? { itemId, rev, seq } : null
}

/** Order and gaplessness of every channel (L1, L2), from what is stored alone. */
export const checkLog: Check = (state) => {
  const { database } = state
  const asked = triedByKey(state)
  const isReaction = (record: RecordDocument) =>
    asked.get(keyOf(record))?.command === 'item.react' || namedIn(record)?.itemId === agreement
  const items = byChannel(itemsOf(database))
  const records = byChannel(recordsOf(database))
  const heads = new Map(headsOf(database).map((head) => [head.channelId, head]))
  const channelIds = new Set([...heads.keys(), ...items.keys(), ...records.keys()])
  return [...channelIds].flatMap((channelId) => {
    const head = heads.get(channelId)
    if (head === undefined) return [`${channelId} has items or records, but no head`]
    const channel = { head, items: items.get(channelId) ?? [], records: records.get(channelId) ?? [] }
    const also = (record: RecordDocument) => alsoNamed(record, asked.get(keyOf(record)), channel.items)
    return [...places(channel), ...accounts(channel, isReaction, also), ...authors(channel, database)]
  })
}

/** What happens to a question or an agreement is told by an item of its own, and right after it that takes a rev. */
const alsoNamed = (record: RecordDocument, tried: Tried | undefined, items: ItemDocument[]): Named[] => {
  const told = namedIn(record)
  const isAgreed = tried && isOfAgreement(tried.command) && told?.itemId !== agreement
  const questionId = tried && isOfQuestion(tried.command) ? inputOf(tried, record)?.itemId : undefined
  const asked = items.find(({ id }) => id === (isAgreed ? agreement : questionId))
  return told && asked ? [{ itemId: asked.id, rev: told.rev + 1, seq: asked.seq }] : []
}

type Channel = { head: HeadDocument; items: ItemDocument[]; records: RecordDocument[] }

/** Places are unique, in bounds, and time does not run backwards along them. */
const places = ({ head, items }: Channel): string[] => {
  const { channelId } = head
  const found: string[] = []
  const bySeq = [...items].sort((a, b) => a.seq - b.seq)
  for (const key of ['seq', 'rev'] as const) {
    if (new Set(items.map((item) => item[key])).size < items.length)
      found.push(`${channelId}: a ${key} twice`)
  }
  for (const [at, { id, seq, rev, createdAt }] of bySeq.entries()) {
    if (seq < 1 || seq > rev || rev > head.rev) {
      found.push(`${channelId}/${id}: seq ${seq}, rev ${rev}, head ${head.rev}`)
    }
    if (createdAt < (bySeq[at - 1]?.createdAt ?? 0)) found.push(`${channelId}/${id}: time runs back`)
    if (createdAt > head.lastAt) found.push(`${channelId}/${id}: is later than its head`)
  }
  // Whatever took the newest rev still has it.
  const newest = Math.max(0, head.positionsRev ?? 0, ...items.map(({ rev }) => rev))
  if (newest !== head.rev) found.push(`${channelId}: head ${head.rev}, but the newest change is ${newest}`)
  return found
}

/** Every rev from 1 to the head was taken by one change that is recorded. */
const accounts = (
  { head, items, records }: Channel,
  isReaction: (record: RecordDocument) => boolean,
  also: (record: RecordDocument) => Named[],
): string[] => {
  const { channelId, rev } = head
  const found: string[] = []
  const named = records.flatMap((record) => [namedIn(record) ?? [], also(record)].flat())
  const revs = new Set(named.map((one) => one.rev))
  // A reaction that changed nothing names the state that it found; the replay sees whether it did.
  const takers = records.flatMap((record) => (isReaction(record) ? [] : (namedIn(record)?.rev ?? [])))
  if (new Set(takers).size < takers.length) found.push(`${channelId}: two commands name one rev`)
  // A command that names no rev took one; only a share that was equal already took none.
  const without = records.filter((record) => namedIn(record) === null)
  const sure = without.filter(({ result }) => result !== null).length
  const unsure = head.positionsRev ? Number.POSITIVE_INFINITY : without.length - sure
  const open = rev - revs.size
  if (open < sure || open > sure + unsure) {
    found.push(
      `${channelId}: ${open} of ${rev} revs are named by no command, ${sure} to ${sure + unsure} may be`,
    )
  }
  const byItem = new Map<string, Named[]>()
  for (const one of named) byItem.set(one.itemId, [...(byItem.get(one.itemId) ?? []), one])
  for (const item of items) found.push(...itemRevs(item, byItem.get(item.id) ?? [], revs))
  for (const id of byItem.keys()) {
    if (!items.some((item) => item.id === id)) found.push(`${channelId}/${id} is recorded, but not there`)
  }
  return found
}

/** An item is where its newest recorded change put it, and where its first one did. */
const itemRevs = (item: ItemDocument, named: Named[], taken: ReadonlySet<number>): string[] => {
  const name = `${item.channelId}/${item.id}`
  if (named.length === 0) {
    return taken.has(item.rev) || taken.has(item.seq) ? [`${name} has a rev that another change took`] : []
  }
  const newest = Math.max(...named.map(({ rev }) => rev))
  const found = named
    .filter(({ seq }) => seq !== item.seq)
    .map(({ seq }) => `${name} was at ${seq}, is at ${item.seq}`)
  if (item.rev !== newest)
    found.push(`${name} has rev ${item.rev}, but its newest recorded change is ${newest}`)
  return found
}

/** No item without the command that made it. */
const authors = ({ items, records }: Channel, { persons }: Database): string[] => {
  const ids = new Set(records.map(({ _id }) => _id.split('/').slice(3).join('/')))
  const isMade = ({ id, kind }: ItemDocument): boolean => {
    switch (kind) {
      case 'message':
      case 'update':
      case 'announcement':
        return ids.has(id)
      case 'share':
        return [...ids].some((made) => made.startsWith(`${id}.`))
      case 'person':
        return ids.has(id) && persons.some(({ _id }) => _id === id)
      default:
        return records.length > 0
    }
  }
  return items.filter((item) => !isMade(item)).map(({ _id }) => `${_id} was made by no command`)
}
