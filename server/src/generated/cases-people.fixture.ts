import { randomUUID } from 'node:crypto'
import * as contract from '@bijpraat/contract'
import { casesOf, inPlaces } from './ask.fixture.ts'
import { fresh } from './world.fixture.ts'

const invitation = (channelIds: string[]) => ({
  ...fresh(),
  channelIds,
  role: 'villager' as const,
  language: 'nl' as const,
  uses: 1,
  days: 1,
})
const email = () => `${randomUUID()}@voorbeeld.test`
const someName = () => `Iemand ${randomUUID().slice(0, 8)}`
const token = 'a-token-that-nobody-was-given'

function ban(personId: string, scope: string) {
  return { ...fresh(), personId, scope, reason: 'Even afkoelen' }
}

/** What is asked of commands about people. */
export const peopleCases = [
  casesOf(contract.requestCode)({ 'an address': () => ({ email: email(), language: 'nl' }) }),
  casesOf(contract.enterCode)({ 'a wrong code': () => ({ email: email(), code: '123456' }) }),
  casesOf(contract.pressLink)({ 'a link that nobody got': () => ({ token, browser: token }) }),
  casesOf(contract.signOut)({
    'this device': async ({ onAnotherDevice }) => {
      await onAnotherDevice()
      return {}
    },
  }),
  casesOf(contract.confirmEmail)({ 'a proved address': () => ({ code: '123456' }) }),
  casesOf(contract.requestConfirmation)({ 'a proved address': () => ({ language: 'nl' }) }),
  casesOf(contract.changeMe)({ 'my name': () => ({ ...fresh(), name: someName() }) }),
  casesOf(contract.listSessions)({ mine: () => ({}) }),
  casesOf(contract.endSession)({ mine: () => ({ sessionId: randomUUID() }) }),
  casesOf(contract.createInvitation)({
    'a villager to a village': ({ at }) => invitation([at('village')]),
    'a villager to a closed village': ({ at }) => invitation([at('closed')]),
    'a villager to a project': ({ at }) => invitation([at('project')]),
    'a villager to no channel': () => invitation([]),
    'an official': ({ at }) => ({ ...invitation([at('village')]), role: 'official', email: email() }),
    'an admin, without an address': ({ at }) => ({ ...invitation([at('village')]), role: 'admin' }),
    'a villager who lost a mailbox': async ({ villager }) => ({
      ...invitation([]),
      email: email(),
      forPersonId: await villager(),
    }),
    'an official who lost a mailbox': ({ world }) => ({
      ...invitation([]),
      email: email(),
      forPersonId: world.official,
    }),
  }),
  casesOf(contract.listInvitations)(
    inPlaces(['a village', 'a closed village', 'a project'], ({ at }, place) => ({ channelId: at(place) })),
  ),
  casesOf(contract.revokeInvitation)({
    mine: async ({ ownInvitation }) => ({ invitationId: await ownInvitation() }),
    'that of someone else': async ({ at, world }) => {
      const { invitationId } = await world.invite(at('village'))
      return { invitationId }
    },
  }),
  casesOf(contract.lookAtInvitation)({
    'a shared link': ({ world }) => ({ token: world.sharedToken }),
  }),
  casesOf(contract.acceptInvitation)({
    'a shared link': ({ world }) => ({
      token: world.sharedToken,
      name: someName(),
      email: email(),
      language: 'nl',
      agreed: true,
    }),
  }),
  casesOf(contract.setRole)({
    'a villager': async ({ villager }) => ({ ...fresh(), personId: await villager(), role: 'official' }),
  }),
  casesOf(contract.setModerator)({
    'of a village': async ({ villager, at }) => ({
      ...fresh(),
      personId: await villager(),
      scope: at('village'),
      on: true,
    }),
  }),
  casesOf(contract.banPerson)({
    'a villager from a village': async (here) => ban(await here.villager(), here.at('village')),
    'a villager from everywhere': async (here) => ban(await here.villager(), 'all'),
    'a moderator from a village': ({ world, at }) => ban(world.moderator, at('village')),
    'an official from a village': ({ world, at }) => ban(world.official, at('village')),
    'oneself from a village': ({ me, at }) => ban(me, at('village')),
  }),
  casesOf(contract.liftBan)({
    'a villager in a village': async (here) => ({
      ...fresh(),
      personId: await here.villager(),
      scope: here.at('village'),
    }),
    'a villager everywhere': async ({ villager }) => ({
      ...fresh(),
      personId: await villager(),
      scope: 'all',
    }),
  }),
  casesOf(contract.listBans)({ 'of a villager': async ({ villager }) => ({ personId: await villager() }) }),
]
