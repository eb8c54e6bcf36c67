import { randomUUID } from 'node:crypto'
import * as contract from '@bijpraat/contract'
import { type Case, casesOf, inPlaces, onChannelItem, onItem } from './ask.fixture.ts'
import { peopleCases } from './cases-people.fixture.ts'
import { browserKeys } from './examples.fixture.ts'
import type { Here } from './here.fixture.ts'
import { fresh, type Place } from './world.fixture.ts'

const readable = ['a village', 'an open village', 'a closed village', 'a topic', 'a project']
const reading = <Input>(make: (channelId: string) => Input) => ({
  ...inPlaces(readable, ({ at }, place) => make(at(place))),
  'the directory': () => make(contract.directoryId),
  'the channel of someone else': ({ world }: Here) => make(contract.personalId(world.neighbour)),
})

const news = { title: 'Dak', text: 'Het dak is gemeten.' }
const told = { title: 'Weg dicht', text: 'De brug wordt hersteld.' }
const project = (villageIds: string[]) => ({
  ...fresh(),
  kind: 'project' as const,
  name: 'Zonnedak',
  about: '',
  readers: 'members' as const,
  posters: 'members' as const,
  villageIds,
  topicIds: [],
})

const asking = { by: 'neighbour', kind: 'announcement', asksRead: true } as const
const step = { sort: 'step' as const, title: 'Dak meten', place: 1 }
const onPart =
  (kind: 'planPart' | 'message', set: { state: 'done' } | { underId: string }) => async (here: Here) => ({
    ...fresh(),
    channelId: here.at('project'),
    partId: await here.item({ at: 'project', by: 'neighbour', kind }),
    set,
    reason: 'Het is zover.',
  })

const agrees = (here: Here, place: Place, set: object = { feedback: randomUUID() }, seen = 1_000_000) => ({
  ...fresh(),
  channelId: here.at(place),
  seen,
  set,
  reason: 'Zo werkt het.',
})
const confirms =
  (place: Place, later = 0) =>
  async (here: Here) => ({
    ...fresh(),
    channelId: here.at(place),
    version: (await here.agreement(place)) + later,
  })
const readsVersion = (place: Place, version: number) => async (here: Here) => {
  await here.agreement(place)
  return { channelId: here.at(place), version }
}
const promised = { id: randomUUID(), what: 'Bellen', on: '2096-01-15', every: 'once', byId: 'nobody' }

const please = { text: 'Het was een grap.' }
const because = { reason: 'Dit is privé.' }
/** A day later each time that the tests begin. */
const later = { text: 'Tot morgen.', sendAt: Date.now() + 86_400_000 }

const farAway = Date.UTC(2096, 0)

const asksIn = (here: Here, place: Place) => {
  here.keepQuestionRoom(place)
  return { ...fresh(), channelId: here.at(place), text: 'Wanneer?', villageId: null as string | null }
}
const asksFrom = (wish: Omit<Parameters<Here['item']>[0], 'at'>) => async (here: Here) => ({
  ...asksIn(here, 'village'),
  fromId: await here.item({ at: 'village', ...wish }),
})
const asksAgain = (wish: Omit<Parameters<Here['item']>[0], 'at' | 'kind'>) => (here: Here) => {
  here.keepQuestionRoom('village')
  return onItem('village', { kind: 'question', ...wish }, { reason: 'Het is nog niet klaar.' })(here)
}
const isQuestion = { by: 'neighbour', kind: 'question' } as const
const handing = { set: { teamName: 'Team Groen' }, reason: 'Dat is hun werk.' }
const answers =
  (at: Place, wish: Pick<Parameters<Here['item']>[0], 'state' | 'owner'>) => async (here: Here) => ({
    ...(await onItem(at, { ...isQuestion, ...wish })(here)),
    answerId: await here.item({ at, by: 'neighbour' }),
  })
const decided = { decidedOn: '2026-11-24', decidedBy: 'college', title: 'Zon', why: 'Het past.' }
const pinned = { kind: 'announcement', standing: true } as const
/** Of what is pinned already, so that there is room for it however many ask. */
const pinning = <More extends object>(more: More) => ({
  'an announcement in a village': onItem('village', { by: 'neighbour', ...pinned }, more),
  'an announcement in an open village': onItem('open', { by: 'neighbour', ...pinned }, more),
  'an announcement in a closed village': onItem('closed', { by: 'neighbour', ...pinned }, more),
  'an announcement in a project': onItem('project', { by: 'neighbour', ...pinned }, more),
  'an own announcement in an archived village': onItem('archived', { by: 'actor', ...pinned }, more),
  'a deleted announcement': onItem(
    'village',
    { by: 'neighbour', kind: 'announcement', deleted: { by: 'neighbour' } },
    more,
  ),
  'a message': onItem('village', { by: 'neighbour' }, more),
})

const versionsOf =
  (at: Place, wish: Omit<Parameters<Here['item']>[0], 'at' | 'by'>) => async (here: Here) => ({
    channelId: here.at(at),
    itemId: await here.item({ at, by: 'neighbour', ...wish }),
  })
const toAll = contract.mentionOf('everyone')
const answering = (wish: Omit<Parameters<Here['item']>[0], 'at'>) => async (here: Here) => ({
  ...fresh(),
  channelId: here.at('village'),
  text: 'Hoi',
  replyTo: await here.item({ at: 'village', ...wish }),
})

/** What is asked of each command in every situation, by the names in the table of expectations. */
export const cases: ReadonlyMap<string, Record<string, Case>> = new Map([
  casesOf(contract.resume)({ 'my channels': () => ({ have: [], also: [] }) }),
  casesOf(contract.glance)({
    'the list': () => ({ open: null }),
    'a closed village': ({ at }) => ({ open: at('closed') }),
  }),
  casesOf(contract.since)(reading((channelId) => ({ channelId, cursor: 0, key: 'k' }))),
  casesOf(contract.history)(reading((channelId) => ({ channelId, before: 1_000, limit: 5 }))),
  casesOf(contract.locate)({
    ...inPlaces(readable, ({ at }, place) => ({ channelId: at(place), itemId: contract.channelItemId })),
    'the directory': ({ world }) => ({ channelId: contract.directoryId, itemId: world.neighbour }),
    'the channel of someone else': ({ world }) => ({
      channelId: contract.personalId(world.neighbour),
      itemId: contract.positionsItemId,
    }),
  }),
  casesOf(contract.createChannel)({
    'a village': () => ({ ...project([]), kind: 'village' }),
    'a topic': () => ({ ...project([]), kind: 'topic' }),
    'a project': ({ at }) => project([at('village')]),
    'a project in an open village': ({ at }) => project([at('open')]),
    'a project of no village': () => project([]),
    'a project in a closed village': ({ at }) => project([at('closed')]),
  }),
  casesOf(contract.changeChannel)({
    ...inPlaces(['a village', 'an open village', 'a closed village', 'a project'], ({ at }, place) => ({
      ...fresh(),
      channelId: at(place),
      name: 'Een andere naam',
    })),
    'an archived village': ({ at }) => ({ ...fresh(), channelId: at('archived'), archived: true }),
    'a project that gets another village': async (here) => ({
      ...fresh(),
      channelId: await here.project(),
      villageIds: [here.at('village'), here.across('village')],
    }),
  }),
  casesOf(contract.listChannels)({ 'all that I see': () => ({}) }),
  casesOf(contract.listMembers)(
    inPlaces(['a village', 'an open village', 'a closed village', 'a project'], ({ at }, place) => ({
      channelId: at(place),
    })),
  ),
  casesOf(contract.joinChannel)(
    inPlaces([...readable, 'a closed project'], ({ at, keepMembership }, place) => {
      keepMembership(place)
      return { ...fresh(), channelId: at(place) }
    }),
  ),
  casesOf(contract.leaveChannel)(
    inPlaces(['a village', 'a closed village'], ({ at, keepMembership }, place) => {
      keepMembership(place)
      return { ...fresh(), channelId: at(place) }
    }),
  ),
  casesOf(contract.addMember)(
    inPlaces(['a village', 'a closed village', 'an archived village', 'a project'], async (here, place) => ({
      ...fresh(),
      channelId: here.at(place),
      personId: await here.villager(),
    })),
  ),
  casesOf(contract.removeMember)(
    inPlaces(['a village', 'a closed village', 'a project'], async (here, place) => ({
      ...fresh(),
      channelId: here.at(place),
      personId: await here.villager(),
    })),
  ),
  casesOf(contract.postMessage)({
    ...inPlaces([...readable, 'a village where officials write', 'an archived village'], ({ at }, place) => ({
      ...fresh(),
      channelId: at(place),
      text: 'Hoi',
    })),
    'a village, calling its members and officials': ({ at, world }) => ({
      ...fresh(),
      channelId: at('village'),
      text: `${contract.mentionOf(world.neighbour)} ${contract.mentionOf('officials')}`,
    }),
    'a village, calling everyone': ({ at }) => ({ ...fresh(), channelId: at('village'), text: toAll }),
    'an answer to a message': answering({ by: 'neighbour' }),
    'an answer to an announcement': answering({ by: 'neighbour', kind: 'announcement' }),
    'an answer to a deleted message': answering({ by: 'neighbour', deleted: { by: 'neighbour' } }),
    'an answer to a message of another village': async (here) => ({
      ...fresh(),
      channelId: here.at('village'),
      text: 'Hoi',
      replyTo: await here.item({ at: 'open', by: 'neighbour' }),
    }),
    'an answer to the channel itself': ({ at }) => ({
      ...fresh(),
      channelId: at('village'),
      text: 'Hoi',
      replyTo: contract.channelItemId,
    }),
  }),
  casesOf(contract.editMessage)({
    'an own message': onItem('village', { by: 'actor' }, { text: 'Hallo' }),
    'a message of someone else': onItem('village', { by: 'neighbour' }, { text: 'Hallo' }),
    'an own deleted message': onItem('village', { by: 'actor', deleted: { by: 'actor' } }, { text: 'Hallo' }),
    'an own message in an archived village': onItem('archived', { by: 'actor' }, { text: 'Hallo' }),
    'an own update': onItem('project', { by: 'actor', kind: 'update' }, { text: 'Hallo' }),
    'an own message, to call everyone': onItem('village', { by: 'actor' }, { text: toAll }),
  }),
  casesOf(contract.postUpdate)(
    inPlaces(['a village', 'a project', 'a project with members of its own'], ({ at }, place) => ({
      ...fresh(),
      channelId: at(place),
      ...news,
    })),
  ),
  casesOf(contract.editUpdate)({
    'an own update': onItem('joined', { by: 'actor', kind: 'update' }, news),
    'an update of someone else': onItem('joined', { by: 'neighbour', kind: 'update' }, news),
    'an own deleted update': onItem(
      'joined',
      { by: 'actor', kind: 'update', deleted: { by: 'actor' } },
      news,
    ),
    'an own message': onItem('joined', { by: 'actor' }, news),
  }),
  casesOf(contract.addToPlan)({
    ...inPlaces(
      ['a village', 'an archived village', 'a project', 'a project with members of its own'],
      ({ at }, place) => ({ ...fresh(), channelId: at(place), ...step }),
    ),
    'under a message': async (here) => ({
      ...fresh(),
      channelId: here.at('project'),
      ...step,
      underId: await here.item({ at: 'project', by: 'neighbour' }),
    }),
    'of nobody who is there': ({ at }) => ({
      ...fresh(),
      channelId: at('project'),
      ...step,
      ownerId: 'nobody',
    }),
  }),
  casesOf(contract.changePlan)({
    'a part': onPart('planPart', { state: 'done' }),
    'a message': onPart('message', { state: 'done' }),
    'a part, to be under nothing that exists': onPart('planPart', { underId: 'nothing' }),
  }),
  casesOf(contract.readPlan)(reading((channelId) => ({ channelId }))),
  casesOf(contract.lookAhead)(reading((channelId) => ({ channelId }))),
  casesOf(contract.listPlanChanges)(reading((channelId) => ({ channelId }))),
  casesOf(contract.changeAgreement)({
    ...inPlaces(
      ['a village', 'an archived village', 'a project', 'a project with members of its own'],
      (here, place) => agrees(here, place),
    ),
    'what was changed since it was seen': async (here) => {
      await here.agreement('project')
      return agrees(here, 'project', undefined, 0)
    },
    'with a promise of nobody who is there': (here) => agrees(here, 'project', { moments: [promised] }),
  }),
  casesOf(contract.confirmAgreement)({
    ...inPlaces(['a village', 'an archived village'], ({ at }, place) => ({
      ...fresh(),
      channelId: at(place),
      version: 1,
    })),
    'the present version': confirms('project'),
    'the present version, in a project with members of its own': confirms('joined'),
    'another version': confirms('project', 1),
  }),
  casesOf(contract.readAgreement)({
    'a village': ({ at }) => ({ channelId: at('village'), version: 1 }),
    'a project with an agreement': readsVersion('project', 1),
    'a version that is not there': readsVersion('project', 1_000_000),
    'the directory': () => ({ channelId: contract.directoryId, version: 1 }),
  }),
  casesOf(contract.listAgreementChanges)(reading((channelId) => ({ channelId }))),
  casesOf(contract.describeProject)({
    ...inPlaces(['a village', 'a project', 'an archived village'], ({ at }, place) => ({
      ...fresh(),
      channelId: at(place),
      goal: 'Zon op het dak.',
    })),
    'a project, with nobody who is there to ask': ({ at }) => ({
      ...fresh(),
      channelId: at('project'),
      contactIds: ['nobody'],
    }),
  }),
  casesOf(contract.askQuestion)({
    ...inPlaces([...readable, 'a village where officials write', 'an archived village'], asksIn),
    'a village of another': (here) => ({ ...asksIn(here, 'village'), villageId: here.across('village') }),
    'made from a message': asksFrom({ by: 'neighbour' }),
    'made from a deleted message': asksFrom({ by: 'neighbour', deleted: { by: 'neighbour' } }),
    'made from the channel itself': (here) => ({
      ...asksIn(here, 'village'),
      fromId: contract.channelItemId,
    }),
  }),
  casesOf(contract.takeQuestion)({
    'a question in a village': onItem('village', isQuestion, { dueAt: farAway }),
    'a question in a closed village': onItem('closed', isQuestion, { dueAt: farAway }),
    'a question in an archived village': onItem('archived', isQuestion, { dueAt: farAway }),
    'a question in a project with members of its own': onItem('joined', isQuestion, { dueAt: farAway }),
    'a question that was handed to me': onItem(
      'village',
      { ...isQuestion, owner: 'actor' },
      { dueAt: farAway },
    ),
    'for a time that is over': onItem('village', isQuestion, { dueAt: 1 }),
    'for nobody who is there': onItem('village', isQuestion, { dueAt: farAway, ownerId: 'nobody' }),
    'a question that is taken': onItem('village', { ...isQuestion, state: 'taken' }, { dueAt: farAway }),
    'a deleted question': onItem(
      'village',
      { ...isQuestion, deleted: { by: 'neighbour' } },
      { dueAt: farAway },
    ),
    'a message': onItem('village', { by: 'neighbour' }, { dueAt: farAway }),
  }),
  casesOf(contract.changeQuestion)({
    'a question in a village': onItem('village', { ...isQuestion, state: 'taken' }, handing),
    'a question in a project with members of its own': onItem(
      'joined',
      { ...isQuestion, state: 'taken' },
      handing,
    ),
    'a question that is mine': onItem('village', { ...isQuestion, state: 'taken', owner: 'actor' }, handing),
    'a question that nobody took': onItem('village', isQuestion, handing),
    'to a village of another': async (here) => ({
      ...(await onItem('village', isQuestion, handing)(here)),
      set: { villageId: here.across('village') },
    }),
    'a message': onItem('village', { by: 'neighbour' }, handing),
  }),
  casesOf(contract.answerQuestion)({
    'a question in a village': answers('village', {}),
    'a question in a project with members of its own': answers('joined', {}),
    'a question that is mine': answers('village', { state: 'taken', owner: 'actor' }),
    'a question that is answered': answers('village', { state: 'answered' }),
    'with what is not there': onItem('village', isQuestion, { answerId: 'nothing' }),
  }),
  casesOf(contract.reopenQuestion)({
    'an own question': asksAgain({ by: 'actor', state: 'answered' }),
    'a question of someone else': asksAgain({ by: 'neighbour', state: 'answered' }),
    'an own question that waits': asksAgain({ by: 'actor' }),
  }),
  casesOf(contract.listQuestions)({
    'all that I read': () => ({}),
    ...inPlaces(['a village', 'an open village', 'a closed village', 'a project'], ({ at }, place) => ({
      channelId: at(place),
    })),
  }),
  casesOf(contract.recordDecision)({
    ...inPlaces(
      ['a village', 'an archived village', 'a project', 'a project with members of its own'],
      ({ at }, place) => ({ ...fresh(), channelId: at(place), ...decided }),
    ),
    'made from a deleted message': async (here) => ({
      ...fresh(),
      channelId: here.at('village'),
      ...decided,
      fromId: await here.item({ at: 'village', by: 'neighbour', deleted: { by: 'neighbour' } }),
    }),
  }),
  casesOf(contract.changeDecision)({
    'a decision in a village': onItem(
      'village',
      { by: 'neighbour', kind: 'decision' },
      { ...decided, ...because },
    ),
    'a decision in a project with members of its own': onItem(
      'joined',
      { by: 'neighbour', kind: 'decision' },
      { ...decided, ...because },
    ),
    'a message': onItem('village', { by: 'neighbour' }, { ...decided, ...because }),
  }),
  casesOf(contract.listDecisions)(reading((channelId) => ({ channelId }))),
  casesOf(contract.publishAnnouncement)({
    ...inPlaces([...readable, 'an archived village'], ({ at }, place) => ({
      ...fresh(),
      channelId: at(place),
      ...told,
    })),
    'with an end that is over': ({ at }) => ({ ...fresh(), channelId: at('village'), ...told, endsAt: 1 }),
  }),
  casesOf(contract.editAnnouncement)({
    'an own announcement': onItem('village', { by: 'actor', kind: 'announcement' }, told),
    'an announcement of someone else': onItem('village', { by: 'neighbour', kind: 'announcement' }, told),
    'an own deleted announcement': onItem(
      'village',
      { by: 'actor', kind: 'announcement', deleted: { by: 'actor' } },
      told,
    ),
    'an own announcement in an archived village': onItem(
      'archived',
      { by: 'actor', kind: 'announcement' },
      told,
    ),
    'an own announcement, with an end that is over': onItem(
      'village',
      { by: 'actor', kind: 'announcement' },
      { ...told, endsAt: 1 },
    ),
    'an own message': onItem('village', { by: 'actor' }, told),
  }),
  casesOf(contract.pinAnnouncement)({
    ...pinning({ endsAt: farAway }),
    'until a time that is over': onItem('village', { by: 'neighbour', ...pinned }, { endsAt: 1 }),
  }),
  casesOf(contract.unpinAnnouncement)(pinning({})),
  casesOf(contract.acknowledge)({
    'an announcement in a village': onItem('village', asking, {}),
    'an announcement in an open village': onItem('open', asking, {}),
    'an announcement in a closed village': onItem('closed', asking, {}),
    'an announcement in a project': onItem('project', asking, {}),
    'an announcement that does not ask': onItem('village', { by: 'neighbour', kind: 'announcement' }, {}),
    'a deleted announcement': onItem('village', { ...asking, deleted: { by: 'neighbour' } }, {}),
    'a message': onItem('village', { by: 'neighbour' }, {}),
  }),
  casesOf(contract.deleteItem)({
    'an own message': onItem('village', { by: 'actor' }),
    'a message of someone else': onItem('village', { by: 'neighbour' }),
    'a message of someone else in an open village': onItem('open', { by: 'neighbour' }),
    'an own message in an archived village': onItem('archived', { by: 'actor' }),
    'a deleted message': onItem('village', { by: 'actor', deleted: { by: 'actor' } }),
    'the channel itself': onChannelItem({}),
  }),
  casesOf(contract.restoreItem)({
    'an own message': onItem('village', { by: 'actor', deleted: { by: 'actor' } }),
    'a message that someone else took back': onItem('village', {
      by: 'neighbour',
      deleted: { by: 'neighbour' },
    }),
    'an own message that a moderator took away': onItem('village', { by: 'actor', deleted: { by: 'boss' } }),
    'a message that stands': onItem('village', { by: 'actor' }),
    'a message that was deleted long ago': onItem('village', {
      by: 'actor',
      deleted: { by: 'actor', longAgo: true },
    }),
  }),
  casesOf(contract.itemVersions)({
    'news of a project': versionsOf('project', { kind: 'update' }),
    'an announcement in an open village': versionsOf('open', { kind: 'announcement' }),
    'an announcement in a closed village': versionsOf('closed', { kind: 'announcement' }),
    'a deleted announcement': versionsOf('open', { kind: 'announcement', deleted: { by: 'neighbour' } }),
    'a message in an open village': versionsOf('open', {}),
    'nothing that is there': ({ at }) => ({ channelId: at('open'), itemId: fresh().commandId }),
  }),
  casesOf(contract.reactToItem)({
    'a message': onItem('village', { by: 'neighbour' }, { reaction: 'nice', on: true }),
    'a message in an open village': onItem('open', { by: 'neighbour' }, { reaction: 'nice', on: true }),
    'a deleted message': onItem(
      'village',
      { by: 'actor', deleted: { by: 'actor' } },
      { reaction: 'nice', on: true },
    ),
    'the channel itself': onChannelItem({ reaction: 'nice', on: true }),
  }),
  casesOf(contract.makeReport)({
    ...inPlaces(readable, async (here, place) => ({
      ...fresh(),
      channelId: here.at(place),
      itemId: await here.item({ at: place, by: 'neighbour' }),
      reason: 'hurtful' as const,
    })),
    'an own message': onItem('village', { by: 'actor' }, { reason: 'other' }),
    'a hidden message': onItem('village', { by: 'neighbour', hidden: true }, { reason: 'hurtful' }),
    'the channel itself': onChannelItem({ reason: 'hurtful' as const }),
  }),
  casesOf(contract.askReview)({
    'an own message that was hidden': onItem('village', { by: 'actor', hidden: true }, please),
    'an own message that stands': onItem('village', { by: 'actor' }, please),
    'a hidden message of someone else': onItem('village', { by: 'neighbour', hidden: true }, please),
  }),
  casesOf(contract.withdrawReport)({
    'my report': async ({ at, report }) => ({
      ...fresh(),
      channelId: at('village'),
      itemId: await report({ by: 'actor' }),
    }),
    'that of someone else': async ({ at, report }) => ({
      ...fresh(),
      channelId: at('village'),
      itemId: await report({ by: 'neighbour' }),
    }),
    'my report that was dealt with': async ({ at, report }) => ({
      ...fresh(),
      channelId: at('village'),
      itemId: await report({ by: 'actor', state: 'handled' }),
    }),
  }),
  casesOf(contract.listReports)({ 'all that I moderate': () => ({}) }),
  casesOf(contract.hideItem)({
    'a message in a village': onItem('village', { by: 'neighbour' }, because),
    'a message in an open village': onItem('open', { by: 'neighbour' }, because),
    'a message in a closed village': onItem('closed', { by: 'neighbour' }, because),
    'a message in an archived village': onItem('archived', { by: 'neighbour' }, because),
    'a message in a project': onItem('project', { by: 'neighbour' }, because),
    'an own message': onItem('village', { by: 'actor' }, because),
    'a deleted message': onItem('village', { by: 'neighbour', deleted: { by: 'neighbour' } }, because),
    'a hidden message': onItem('village', { by: 'neighbour', hidden: true }, because),
    'the channel itself': onChannelItem(because),
  }),
  casesOf(contract.showItem)({
    'a message in a village': onItem('village', { by: 'neighbour', hidden: true }, because),
    'a message in a closed village': onItem('closed', { by: 'neighbour', hidden: true }, because),
    'an own message': onItem('village', { by: 'actor', hidden: true }, because),
    'a message that stands': onItem('village', { by: 'neighbour' }, because),
    'a deleted message': onItem('village', { by: 'neighbour', deleted: { by: 'neighbour' } }, because),
  }),
  casesOf(contract.dismissReports)({
    'a reported message': async ({ at, report }) => ({
      ...fresh(),
      channelId: at('village'),
      itemId: await report({ by: 'neighbour', about: 'boss' }),
    }),
    'an own message that was reported': async ({ at, report }) => ({
      ...fresh(),
      channelId: at('village'),
      itemId: await report({ by: 'neighbour', about: 'actor' }),
    }),
    'a message that nobody reported': onItem('village', { by: 'neighbour' }, {}),
  }),
  casesOf(contract.listActs)({ 'all that I moderate': () => ({}) }),
  casesOf(contract.sayNoticed)({
    'what I was told': async ({ notice }) => ({ ...fresh(), noticeId: await notice() }),
    'something else of mine': ({ me }) => ({ ...fresh(), noticeId: `report.${me}` }),
  }),
  casesOf(contract.sayPresence)(
    inPlaces(['a village', 'an open village', 'a closed village', 'a project'], ({ at }, place) => ({
      channelId: at(place),
      doing: 'here' as const,
    })),
  ),
  casesOf(contract.markRead)({
    'a village': ({ at }) => ({ positions: [{ channelId: at('village'), seq: 1 }] }),
  }),
  casesOf(contract.readCatchUp)({
    'all that I follow': () => ({}),
    ...inPlaces(['a village', 'an open village', 'a closed village'], ({ at }, place) => ({
      channelId: at(place),
    })),
  }),
  casesOf(contract.chooseNotices)({
    ...inPlaces(readable, ({ at }, place) => ({ ...fresh(), channelId: at(place), level: 'news' as const })),
    'the directory': () => ({ ...fresh(), channelId: contract.directoryId, level: 'news' }),
  }),
  casesOf(contract.putScheduled)({
    ...inPlaces([...readable, 'a village where officials write', 'an archived village'], (here, place) => {
      here.keepRoom()
      return { ...later, ...fresh(), channelId: here.at(place) }
    }),
    'one that waits': async (here) => ({ ...(await here.scheduled('village')), ...later }),
    'one that waits, for another channel': async (here) => ({
      ...(await here.scheduled('open')),
      ...later,
      channelId: here.at('village'),
    }),
    'one that is being sent': async (here) => ({ ...(await here.scheduled('village', 'sending')), ...later }),
    'a message': onItem('village', { by: 'actor' }, later),
  }),
  casesOf(contract.cancelScheduled)({
    'one that waits': ({ scheduled }) => scheduled('village'),
    'one for a closed village': ({ scheduled }) => scheduled('closed'),
    'one that is being sent': ({ scheduled }) => scheduled('village', 'sending'),
    'a message': onItem('village', { by: 'actor' }),
  }),
  casesOf(contract.sendScheduled)({
    'one that waits': ({ scheduled }) => scheduled('village'),
    'one for an archived village': ({ scheduled }) => scheduled('archived'),
    'one that is being sent': ({ scheduled }) => scheduled('village', 'sending'),
    'a message': onItem('village', { by: 'actor' }),
  }),
  casesOf(contract.mutePerson)({
    'a neighbour': ({ world }) => ({ ...fresh(), personId: world.neighbour, on: true }),
    themselves: ({ me }) => ({ ...fresh(), personId: me, on: true }),
    nobody: () => ({ ...fresh(), personId: fresh().commandId, on: true }),
  }),
  casesOf(contract.saveItem)({
    'a message': onItem('village', { by: 'neighbour' }, { on: true }),
    'a message in an open village': onItem('open', { by: 'neighbour' }, { on: true }),
    'news in an open village': onItem('open', { by: 'neighbour', kind: 'announcement' }, { on: true }),
    'a message in a closed village': onItem('closed', { by: 'neighbour' }, { on: true }),
    'a deleted message': onItem('village', { by: 'neighbour', deleted: { by: 'neighbour' } }, { on: true }),
    'the channel itself': onChannelItem({ on: true }),
    'what was not saved': onItem('closed', { by: 'neighbour' }, { on: false }),
  }),
  casesOf(contract.lookUpSaved)({
    'a message in a closed village': async (here) => ({
      of: [{ channelId: here.at('closed'), itemId: await here.item({ at: 'closed', by: 'neighbour' }) }],
    }),
  }),
  casesOf(contract.pushKey)({ ours: () => ({}) }),
  casesOf(contract.subscribeToPush)({
    'this device': () => ({
      ...browserKeys,
      endpoint: `${browserKeys.endpoint}/${fresh().commandId}`,
      language: 'nl',
    }),
    'a device at another service': () => ({
      ...browserKeys,
      endpoint: 'https://elders.test/push/a',
      language: 'nl',
    }),
  }),
  casesOf(contract.unsubscribeFromPush)({ 'this device': () => ({}) }),
  casesOf(contract.sayLooking)({ 'a village': ({ at }) => ({ channelId: at('village'), on: true }) }),
  ...peopleCases,
])
