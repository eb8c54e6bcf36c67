import type { ChannelDocument, Database, PersonDocument } from '../end-state.ts'

export type Audience = 'members' | 'public'

const isStaff = ({ role }: PersonDocument) => role === 'official' || role === 'admin'

const belongs = (person: PersonDocument, channel: ChannelDocument): boolean => {
  const of = new Set(person.memberships.map(({ channelId }) => channelId))
  const around = channel.readers === 'closed' ? [] : [...channel.villageIds, ...channel.topicIds]
  return [channel._id, ...around].some((id) => of.has(id))
}

const isBanned = (person: PersonDocument, channel: ChannelDocument): boolean =>
  person.bans.some(
    ({ scope, until }) =>
      (until === null || until > Date.now()) && ['all', channel._id, ...channel.villageIds].includes(scope),
  )

const isModerator = (person: PersonDocument, channel: ChannelDocument): boolean =>
  person.role === 'admin' ||
  ['all', channel._id, ...channel.villageIds].some((scope) => person.moderatorOf.includes(scope))

/** The view by which someone may read a channel; null when there is no right to it. Told anew, not borrowed. */
const audienceIn = (person: PersonDocument | null, channel: ChannelDocument): Audience | null => {
  const outside = channel.readers === 'anyone' ? 'public' : null
  if (person === null || isBanned(person, channel)) return outside
  if (isModerator(person, channel) || belongs(person, channel)) return 'members'
  switch (channel.readers) {
    case 'anyone':
    case 'signedIn':
      return 'members'
    case 'members':
      return isStaff(person) ? 'members' : null
    default:
      return null
  }
}

const isOwn = (person: PersonDocument, channel: ChannelDocument): boolean =>
  audienceIn(person, channel) === 'members' &&
  (belongs(person, channel) || isStaff(person) || person.moderatorOf.includes(channel._id))

/** What a client must hold, with the view by which it holds it: nothing less, nothing more. */
export const rightsOf = (
  { persons, channels }: Database,
  personId: string | null,
  also: readonly string[],
): Map<string, Audience> => {
  const person = persons.find(({ _id }) => _id === personId) ?? null
  const rights = new Map<string, Audience>()
  if (person !== null) rights.set('directory', 'members').set(`me.${person._id}`, 'members')
  for (const channel of channels) {
    const audience = audienceIn(person, channel)
    const wanted = also.includes(channel._id) || (person !== null && isOwn(person, channel))
    if (audience !== null && wanted) rights.set(channel._id, audience)
  }
  return rights
}
