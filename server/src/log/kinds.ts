import type { ContentOf, ItemKind } from '@bijpraat/contract'
import type { Draft, StoredItem } from './model.ts'

/** How long a kind is kept, and what it counts as in the municipality's records. */
export type RecordKind = 'chat' | 'official' | 'decision'

/** All that a kind of item owes on the server (P5). Log, sync and wire know kinds by these answers only. */
export type ServerKind = {
  kind: ItemKind
  recordKind: RecordKind
  /** What the public audience sees (W5); null: a stub. Never a villager's name. */
  publicContent: (content: unknown) => unknown
  /** Whether people react to it, and whether its author or a moderator can delete it. */
  reactable: boolean
  deletable: boolean
  /** Whether a message can answer it. */
  answerable: boolean
  /** How many of the kind stand in one channel at once. */
  standingAtMost: number
  /** What a device tells of it, in the language of that device: its plain text, unless the kind says more. */
  notice: (content: unknown, language: 'nl' | 'en') => string
  /** The item that one comes to from there: itself, unless it shows in no timeline. */
  opens: (item: Pick<StoredItem, 'id' | 'content'>) => string
}

type Declared<K extends ItemKind> = {
  recordKind: RecordKind
  publicContent?: (content: ContentOf<K>) => unknown
  reactable?: boolean
  deletable?: boolean
  answerable?: boolean
  standingAtMost?: number
  notice?: (content: ContentOf<K>, language: 'nl' | 'en') => string
  opens?: (content: ContentOf<K>) => string
}

export const defineServerKind = <K extends ItemKind>(kind: K, declared: Declared<K>): ServerKind => ({
  kind,
  recordKind: declared.recordKind,
  publicContent: (declared.publicContent ?? (() => null)) as ServerKind['publicContent'],
  reactable: declared.reactable ?? false,
  deletable: declared.deletable ?? false,
  answerable: declared.answerable ?? false,
  standingAtMost: declared.standingAtMost ?? Number.POSITIVE_INFINITY,
  notice: (declared.notice ?? kind.plainText) as ServerKind['notice'],
  opens: ({ id, content }) => declared.opens?.(content as ContentOf<K>) ?? id,
})

export type Kinds = ReadonlyMap<string, ServerKind>

export const kindsOf = (declared: readonly ServerKind[]): Kinds =>
  new Map(declared.map((kind) => [kind.kind.kind, kind]))

/** Whether one more of a kind may stand in the channel of a change that asks what stands. */
export const mayAlsoStand = (kind: ServerKind, draft: Pick<Draft, 'standing'>): boolean =>
  draft.standing().filter((item) => item.kind === kind.kind.kind).length < kind.standingAtMost
