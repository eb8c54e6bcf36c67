import { randomUUID } from 'node:crypto'
import type { Command, InputOf } from '@bijpraat/contract'
import * as contract from '@bijpraat/contract'

/** What exists, for a command to be about. */
export type Facts = {
  channelId: string
  topicId: string
  projectId: string
  itemId: string
  personId: string
  sessionId: string
  invitationId: string
}

const example =
  <C extends Command>(command: C) =>
  (make: (facts: Facts) => InputOf<C>) =>
    [command.name, make as (facts: Facts) => Record<string, unknown>] as const

const token = 'a-token-that-nobody-was-given'
/** Of a browser that is nowhere, at the only service that the tests' houses send to. */
export const browserKeys = {
  endpoint: 'https://localhost:9/push/a',
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
}
const email = 'iemand@voorbeeld.test'
const moment = {
  id: randomUUID(),
  what: 'Stand van zaken',
  on: '2096-01-15',
  every: 'monthly' as const,
}
const fresh = () => ({ commandId: randomUUID() })
const onItem = ({ channelId, itemId }: Facts) => ({ ...fresh(), channelId, itemId })

/** One right input for every command, with all that is optional, made new at each call. */
export const examples = new Map([
  example(contract.resume)(() => ({ have: [{ channelId: 'a', cursor: 1, key: 'k' }], also: ['a'] })),
  example(contract.glance)(({ channelId }) => ({ open: channelId })),
  example(contract.since)(({ channelId }) => ({ channelId, cursor: 1, key: 'k' })),
  example(contract.history)(({ channelId }) => ({ channelId, before: 9, limit: 20 })),
  example(contract.locate)(({ channelId, itemId }) => ({ channelId, itemId })),
  example(contract.createChannel)(({ channelId, topicId }) => ({
    ...fresh(),
    kind: 'project',
    name: 'Zonnedak',
    about: 'Zon op het dak van het dorpshuis',
    readers: 'members',
    posters: 'members',
    villageIds: [channelId],
    topicIds: [topicId],
  })),
  example(contract.changeChannel)(({ channelId, topicId, projectId }) => ({
    ...fresh(),
    channelId: projectId,
    name: 'Zonnedak',
    about: 'Zon op het dak',
    readers: 'members',
    posters: 'members',
    villageIds: [channelId],
    topicIds: [topicId],
    archived: false,
  })),
  example(contract.listChannels)(() => ({})),
  example(contract.listMembers)(({ channelId }) => ({ channelId })),
  example(contract.joinChannel)(({ channelId }) => ({ ...fresh(), channelId })),
  example(contract.leaveChannel)(({ channelId }) => ({ ...fresh(), channelId })),
  example(contract.addMember)(({ channelId, personId }) => ({ ...fresh(), channelId, personId })),
  example(contract.removeMember)(({ channelId, personId }) => ({ ...fresh(), channelId, personId })),
  example(contract.postMessage)(({ channelId, itemId }) => ({
    ...fresh(),
    channelId,
    text: 'Het dak ligt erop.',
    replyTo: itemId,
    writtenAt: 1,
  })),
  example(contract.editMessage)((facts) => ({ ...onItem(facts), text: 'Het dak ligt er nu echt op.' })),
  example(contract.postUpdate)(({ projectId }) => ({
    ...fresh(),
    channelId: projectId,
    title: 'Dak',
    text: 'Het dak is gemeten.',
    writtenAt: 1,
  })),
  example(contract.editUpdate)((facts) => ({
    ...onItem(facts),
    channelId: facts.projectId,
    title: 'Dak',
    text: 'Gemeten.',
  })),
  example(contract.addToPlan)(({ projectId, personId }) => ({
    ...fresh(),
    channelId: projectId,
    sort: 'step',
    title: 'Dak meten',
    note: 'Neem een ladder mee.',
    ownerId: personId,
    ownerName: 'De werkgroep',
    from: '2026-07-28',
    until: '2026-08-22',
    state: 'planned',
    underId: null,
    place: 1,
    reason: 'Dat moet eerst.',
    writtenAt: 1,
  })),
  example(contract.changePlan)(({ projectId, itemId }) => ({
    ...fresh(),
    channelId: projectId,
    partId: itemId,
    set: { title: 'Dak nameten', until: '2026-08-23', state: 'busy' },
    reason: 'Het regende.',
    writtenAt: 1,
  })),
  example(contract.readPlan)(({ projectId }) => ({ channelId: projectId, upTo: 9 })),
  example(contract.lookAhead)(({ channelId }) => ({ channelId })),
  example(contract.listPlanChanges)(({ projectId }) => ({ channelId: projectId, before: 9 })),
  example(contract.changeAgreement)(({ projectId, personId }) => ({
    ...fresh(),
    channelId: projectId,
    seen: 0,
    set: {
      wayOfWorking: 'We bellen eerst.',
      villageNeeds: 'Op tijd iets horen.',
      municipalityNeeds: 'Weten wie meedoet.',
      feedback: 'Rechtstreeks.',
      channels: 'Snelle vragen in het gesprek.',
      participationForm: 'involve',
      moments: [{ ...moment, byId: personId }],
    },
    reason: 'Zo spraken we het af.',
    writtenAt: 1,
  })),
  example(contract.confirmAgreement)(({ projectId }) => ({
    ...fresh(),
    channelId: projectId,
    version: 1,
    writtenAt: 1,
  })),
  example(contract.readAgreement)(({ projectId }) => ({ channelId: projectId, version: 1 })),
  example(contract.listAgreementChanges)(({ projectId }) => ({ channelId: projectId, before: 9 })),
  example(contract.describeProject)(({ projectId, personId }) => ({
    ...fresh(),
    channelId: projectId,
    goal: 'Zon op het dak van het dorpshuis.',
    expectedYield: 'De helft minder stroom.',
    state: 'preparing',
    contactIds: [personId],
  })),
  example(contract.askQuestion)(({ channelId, itemId }) => ({
    ...fresh(),
    channelId,
    text: 'Wanneer wordt de stoep gemaakt?',
    villageId: null,
    fromId: itemId,
    writtenAt: 1,
  })),
  example(contract.takeQuestion)((facts) => ({
    ...onItem(facts),
    ownerId: facts.personId,
    teamName: 'Team Openbare ruimte',
    dueAt: 8.64e15,
    writtenAt: 1,
  })),
  example(contract.changeQuestion)((facts) => ({
    ...onItem(facts),
    set: {
      villageId: null,
      ownerId: facts.personId,
      teamName: 'Team Openbare ruimte',
      dueAt: 8.64e15,
    },
    reason: 'Dat is hun werk.',
    writtenAt: 1,
  })),
  example(contract.answerQuestion)((facts) => ({
    ...onItem(facts),
    answerId: facts.itemId,
    writtenAt: 1,
  })),
  example(contract.reopenQuestion)((facts) => ({
    ...onItem(facts),
    reason: 'De stoep ligt er nog niet.',
    writtenAt: 1,
  })),
  example(contract.listQuestions)(({ channelId }) => ({ channelId })),
  example(contract.recordDecision)(({ projectId, itemId }) => ({
    ...fresh(),
    channelId: projectId,
    title: 'Er komt zon op het dak.',
    why: 'Het dak is sterk genoeg.',
    decidedBy: 'Dorpsbelang',
    decidedOn: '2026-11-24',
    fromId: itemId,
    writtenAt: 1,
  })),
  example(contract.changeDecision)((facts) => ({
    ...onItem(facts),
    channelId: facts.projectId,
    title: 'Er komt zon op het halve dak.',
    why: 'De andere helft ligt in de schaduw.',
    decidedBy: 'Dorpsbelang',
    decidedOn: '2026-11-25',
    reason: 'Er is gemeten.',
  })),
  example(contract.listDecisions)(({ channelId }) => ({ channelId, before: 8.64e15 })),
  example(contract.publishAnnouncement)(({ channelId }) => ({
    ...fresh(),
    channelId,
    title: 'Weg dicht',
    text: 'De brug wordt hersteld.',
    endsAt: 8.64e15,
    asksRead: true,
    writtenAt: 1,
  })),
  example(contract.editAnnouncement)((facts) => ({
    ...onItem(facts),
    title: 'Weg weer open',
    text: 'De brug is klaar.',
    endsAt: 8.64e15,
    asksRead: true,
  })),
  example(contract.pinAnnouncement)((facts) => ({
    ...onItem(facts),
    endsAt: 8.64e15,
    insteadOf: facts.itemId,
  })),
  example(contract.unpinAnnouncement)(onItem),
  example(contract.acknowledge)(onItem),
  example(contract.deleteItem)(onItem),
  example(contract.restoreItem)(onItem),
  example(contract.itemVersions)(({ channelId, itemId }) => ({ channelId, itemId })),
  example(contract.reactToItem)((facts) => ({ ...onItem(facts), reaction: 'nice', on: true })),
  example(contract.makeReport)((facts) => ({ ...onItem(facts), reason: 'hurtful', text: 'Dit doet pijn.' })),
  example(contract.askReview)((facts) => ({ ...onItem(facts), text: 'Het was een grap.' })),
  example(contract.withdrawReport)(onItem),
  example(contract.listReports)(() => ({})),
  example(contract.hideItem)((facts) => ({ ...onItem(facts), reason: 'Dit is privé.' })),
  example(contract.showItem)((facts) => ({ ...onItem(facts), reason: 'Het mag toch.' })),
  example(contract.dismissReports)((facts) => ({ ...onItem(facts), reason: 'Dit mag.' })),
  example(contract.listActs)(() => ({ before: 8.64e15 })),
  example(contract.sayNoticed)(({ itemId }) => ({ ...fresh(), noticeId: `moderated.${itemId}` })),
  example(contract.sayPresence)(({ channelId }) => ({ channelId, doing: 'here' })),
  example(contract.markRead)(({ channelId }) => ({ positions: [{ channelId, seq: 1 }] })),
  example(contract.putScheduled)((facts) => ({
    ...onItem(facts),
    text: 'Tot morgen.',
    sendAt: Date.now() + 86_400_000,
  })),
  example(contract.cancelScheduled)(onItem),
  example(contract.sendScheduled)(onItem),
  example(contract.mutePerson)(({ personId }) => ({ ...fresh(), personId, on: true })),
  example(contract.saveItem)((facts) => ({ ...onItem(facts), on: true })),
  example(contract.lookUpSaved)(({ channelId, itemId }) => ({ of: [{ channelId, itemId }] })),
  example(contract.readCatchUp)(({ channelId }) => ({ channelId })),
  example(contract.chooseNotices)(({ channelId }) => ({ ...fresh(), channelId, level: 'news' })),
  example(contract.pushKey)(() => ({})),
  example(contract.subscribeToPush)(() => ({ ...browserKeys, language: 'nl' })),
  example(contract.unsubscribeFromPush)(() => ({})),
  example(contract.sayLooking)(({ channelId }) => ({ channelId, on: true })),
  example(contract.requestCode)(() => ({ email, language: 'nl', goTo: '/', browser: token })),
  example(contract.enterCode)(() => ({ email, code: '123456' })),
  example(contract.pressLink)(() => ({ token, browser: token })),
  example(contract.signOut)(() => ({})),
  example(contract.confirmEmail)(() => ({ code: '123456' })),
  example(contract.requestConfirmation)(() => ({ language: 'nl' })),
  example(contract.changeMe)(() => ({ ...fresh(), name: 'Iemand uit het dorp' })),
  example(contract.listSessions)(() => ({})),
  example(contract.endSession)(({ sessionId }) => ({ sessionId })),
  example(contract.createInvitation)(({ channelId, personId }) => ({
    ...fresh(),
    channelIds: [channelId],
    role: 'villager',
    email,
    language: 'nl',
    uses: 1,
    days: 7,
    forPersonId: personId,
  })),
  example(contract.listInvitations)(({ channelId }) => ({ channelId })),
  example(contract.revokeInvitation)(({ invitationId }) => ({ invitationId })),
  example(contract.lookAtInvitation)(() => ({ token })),
  example(contract.acceptInvitation)(() => ({
    token,
    name: 'Iemand uit het dorp',
    email,
    language: 'nl',
    agreed: true,
    browser: token,
  })),
  example(contract.setRole)(({ personId }) => ({ ...fresh(), personId, role: 'villager' })),
  example(contract.setModerator)(({ personId, channelId }) => ({
    ...fresh(),
    personId,
    scope: channelId,
    on: true,
  })),
  example(contract.banPerson)(({ personId, channelId }) => ({
    ...fresh(),
    personId,
    scope: channelId,
    reason: 'Even afkoelen',
    until: 8.64e15,
  })),
  example(contract.liftBan)(({ personId, channelId }) => ({ ...fresh(), personId, scope: channelId })),
  example(contract.listBans)(({ personId }) => ({ personId })),
])

/** Throws for a command that nobody wrote an example for. */
export const exampleOf = (command: Command, facts: Facts): Record<string, unknown> => {
  const make = examples.get(command.name)
  if (make === undefined) throw new Error(`examples.fixture.ts has no example of ${command.name}`)
  return make(facts)
}
