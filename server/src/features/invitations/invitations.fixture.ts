import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { openHouse } from '../../testing/people.ts'
import { invitationModel, type StoredInvitation } from './invitations.schema.ts'

export type Created = { invitationId: string; url: string | null }
export type Accepted = { personId: string | null; goTo: string }

export const day = 24 * 3600 * 1000

/** An invitation to the village `east`, by a moderator of it. */
export const wanted = (more: object = {}) => ({
  commandId: randomUUID(),
  channelIds: ['east'],
  role: 'villager',
  language: 'nl',
  uses: 1,
  days: 7,
  ...more,
})
export const joining = (token: string, more: object = {}) => ({
  token,
  name: 'Newcomer',
  language: 'nl',
  agreed: true,
  ...more,
})
export const tokenOf = ({ url }: { url: string | null }) => url?.split('#')[1] ?? ''
export const freshAddress = () => `${randomUUID()}@example.org`

/** A house with an administrator and a moderator of `east`, and short words for what they do. */
export const openInviting = async () => {
  const house = await openHouse(inject('mongoUrl'))
  const admin = await house.signedIn({ name: 'Head of all', role: 'admin' })
  const moderator = await house.signedIn({ name: 'Keeper of east', channelIds: ['east'] })
  const scope = { personId: moderator.personId, scope: 'east', on: true }
  await admin.get('person.setModerator', { commandId: randomUUID(), ...scope })
  const invite = (more: object = {}, by = moderator) => by.get<Created>('invitation.create', wanted(more))

  return {
    house,
    admin,
    moderator,
    invite,
    /** The token of a link for ten. */
    share: async (more: object = {}, by = moderator) => tokenOf(await invite({ uses: 10, ...more }, by)),
    /** The token that was mailed. */
    mail: async (email: string, more: object = {}, by = moderator) => {
      await invite({ email, ...more }, by)
      return (await house.linkTokenFor(email)) ?? ''
    },
    accept: (token: string, more: object = {}, browser = house.browser()) =>
      browser.get<Accepted>('invitation.accept', joining(token, more)),
    acceptCode: (token: string, more: object = {}, browser = house.browser()) =>
      browser.code('invitation.accept', joining(token, more)),
    actorOf: (personId: string | null) => house.people.actorOf({ personId: personId ?? '', sessionId: '' }),
    stored: (id: string) => invitationModel(house.database).findById(id).lean<StoredInvitation>(),
  }
}
