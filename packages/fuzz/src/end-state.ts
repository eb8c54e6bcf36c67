/**
 * Everything that a run left behind, as plain data: what MongoDB holds, what every client holds, and what was
 * asked and answered. The checker sees this and nothing else, and it knows no code of the product.
 */
export type EndState = {
  /** Before the first client came. */
  start: Database
  database: Database
  clients: ClientState[]
  commands: Tried[]
  /** The highest read positions that clients were told. */
  toldPositions: { personId: string; channelId: string; seq: number }[]
  /** What was seen to be wrong while it ran. */
  seen: string[]
}

export type Database = {
  /** Items, heads and command records, as stored. */
  log: LogDocument[]
  persons: PersonDocument[]
  channels: ChannelDocument[]
}

export type LogDocument = { _id: string; channelId: string } & Record<string, unknown>

export type ItemDocument = {
  _id: string
  channelId: string
  id: string
  kind: string
  seq: number
  rev: number
  authorId: string | null
  createdAt: number
  writtenAt?: number
  editedAt?: number
  deletedAt?: number
  standing?: true
  content: unknown
  addresses?: string[]
  reactions?: Record<string, string[]>
  removed?: { content: unknown; by: string }
  hidden?: { content: unknown; by: string }
  sharedTo?: string[]
}

export type HeadDocument = {
  _id: string
  channelId: string
  rev: number
  lastAt: number
  generation: number
  positions?: Record<string, number>
  positionsRev?: number
  positionsSeq?: number
  positionsAt?: number
}

export type RecordDocument = {
  _id: string
  channelId: string
  fingerprint: string
  result: unknown
  at: number
}

export type PersonDocument = {
  _id: string
  role: string
  moderatorOf: string[]
  memberships: { channelId: string }[]
  bans: { scope: string; until: number | null }[]
}

export type ChannelDocument = {
  _id: string
  kind: string
  name: string
  readers: string
  posters: string
  villageIds: string[]
  topicIds: string[]
  archived: boolean
}

/** An item as a client holds it. */
export type ItemCopy = { id: string; seq: number; rev: number } & Record<string, unknown>

export type ChannelCopy = {
  channelId: string
  key: string
  cursor: number
  floor: number
  items: ItemCopy[]
  /** Ids of what is shown, in order. */
  timeline: string[]
}

export type ClientState = {
  name: string
  personId: string | null
  connection: string
  /** Channels that it looks into beside its own. */
  also: string[]
  copies: ChannelCopy[]
  /** All entries, those that failed for good too. */
  outbox: { commandId: string; command: string; state: string; code: string | null }[]
  /** Channels of which something was delivered after all rights had come to rest. */
  heardAtRest: string[]
}

/** `null`: none came back. */
export type Answer = { ok: true; data: unknown } | { ok: false; code: string } | null

/** One command id, with all that was sent under it. */
export type Tried = {
  commandId: string
  personId: string
  command: string
  /** The client in whose outbox it was put; null for what was sent past any outbox. */
  client: string | null
  tries: { input: Record<string, unknown>; answer: Answer }[]
  /** Had failed for good when its person threw it away. */
  refused: boolean
  /** Lost with its device before it was kept, or wiped by signing out: it may be done or not. */
  letGo: boolean
}

export type Check = (state: EndState) => string[]

const isHead = (document: LogDocument): boolean => 'generation' in document
const isRecord = (document: LogDocument): boolean => 'fingerprint' in document

export const headsOf = ({ log }: Database): HeadDocument[] => log.filter(isHead) as unknown as HeadDocument[]
export const recordsOf = ({ log }: Database): RecordDocument[] =>
  log.filter(isRecord) as unknown as RecordDocument[]
export const itemsOf = ({ log }: Database): ItemDocument[] =>
  log.filter((document) => !isHead(document) && !isRecord(document)) as unknown as ItemDocument[]

export const byChannel = <T extends { channelId: string }>(list: readonly T[]): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const one of list) groups.set(one.channelId, [...(groups.get(one.channelId) ?? []), one])
  return groups
}
