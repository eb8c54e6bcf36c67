import type { CalledTogether, ChannelContent, Me } from '@bijpraat/contract'
import type { DirectoryEntry } from '../../ports/directory.ts'
import { isStaff, moderates } from '../../ports/rights.ts'

export type MentionChoice = { called: string; name: string }

type Channel = { channelId: string; content: ChannelContent }

/** Without marks and capitals, so that one finds a name however it is typed. */
const folded = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Whether a name, or a later word of it, begins with what was typed. */
const begins = (name: string, query: string) => ` ${folded(name)}`.includes(` ${folded(query)}`)

/** Whom one may call with a word. Everyone is called by officials and moderators only. */
const wordsFor = (me: Me, channel: Channel): CalledTogether[] => [
  ...(isStaff(me) || moderates(me, channel) ? (['everyone'] as const) : []),
  'officials',
  'moderators',
]

type Among = {
  channel: Channel
  me: Me
  people: readonly DirectoryEntry[]
  /** Who is a member, as far as that is known. */
  memberIds: ReadonlySet<string> | null
  /** Who wrote here last, the newest first. */
  recentIds: readonly string[]
  nameOf: (word: CalledTogether) => string
}

/** Where nobody says who the members are, the villages of each person do. */
const isAround = ({ card }: DirectoryEntry, { channelId, content }: Channel) =>
  content.kind === 'topic' || [channelId, ...content.villageIds].some((id) => card.villageIds.includes(id))

const shownAtMost = 8

/** Who can be called by what was typed: who wrote here last, then members and staff, then words for several. */
export const choicesFor = (query: string, among: Among): MentionChoice[] => {
  const { channel, me, people, memberIds, recentIds } = among
  const isMember = (one: DirectoryEntry) => memberIds?.has(one.personId) ?? isAround(one, channel)
  const works = ({ card }: DirectoryEntry) => card.role !== 'villager' || card.moderatorOf.length > 0
  const recency = new Map(recentIds.map((personId, at) => [personId, at]))
  const place = ({ personId }: DirectoryEntry) => recency.get(personId) ?? recentIds.length
  const persons = people
    .filter((one) => one.personId !== me.personId && begins(one.card.name, query))
    .filter((one) => recency.has(one.personId) || isMember(one) || works(one))
    .sort((a, b) => place(a) - place(b))
    .map(({ personId, card }): MentionChoice => ({ called: personId, name: card.name }))
  const words = wordsFor(me, channel)
    .map((word): MentionChoice => ({ called: word, name: among.nameOf(word) }))
    .filter(({ name }) => begins(name, query))
  return [...persons.slice(0, shownAtMost), ...words]
}
