import * as to from './grids.fixture.ts'
import * as people from './grids-people.fixture.ts'
import type { Grid } from './situations.fixture.ts'

const { afterSigningIn, always, but } = to

const reading = {
  'a village': to.membersRead,
  'an open village': to.everyone,
  'a closed village': to.closedRead,
  'a topic': to.signedInRead,
  'a project': to.membersRead,
  'the directory': to.directoryRead,
  'the channel of someone else': always('not_found'),
}

const amongInsiders = {
  'a village': afterSigningIn(to.membersRead),
  'an open village': to.insidersOfOpen,
  'a closed village': afterSigningIn(to.closedRead),
  'a project': afterSigningIn(to.membersRead),
}

const pinned = {
  'an announcement in a village': to.villageManaged,
  'an announcement in an open village': to.openManaged,
  'an announcement in a closed village': to.closedManaged,
  'an announcement in a project': to.villageManaged,
  'an own announcement in an archived village': but('archived', to.membersWrite),
  'a deleted announcement': but('deleted', to.villageManaged),
  'a message': but('not_found', to.villageManaged),
}

/** What is expected of every command, by what it is about. Which input that is, `cases.fixture.ts` says. */
export const expectations: Readonly<Record<string, Readonly<Record<string, Grid>>>> = {
  'sync.resume': { 'my channels': to.everyone },
  'sync.glance': { 'the list': to.everyone, 'a closed village': to.everyone },
  'sync.since': reading,
  'sync.history': reading,
  'sync.locate': reading,
  'channel.create': {
    'a village': to.admins,
    'a topic': to.staff,
    'a project': to.projectStarted,
    'a project in an open village': to.projectStarted,
    'a project of no village': to.staff,
    'a project in a closed village': to.projectStartedInClosed,
  },
  'channel.change': {
    'a village': to.villageManaged,
    'an open village': to.openManaged,
    'a closed village': to.closedManaged,
    'an archived village': to.villageManaged,
    'a project': to.boardWrite,
    'a project that gets another village': to.linkedFurther,
  },
  'channel.list': { 'all that I see': to.everyone },
  'channel.members': amongInsiders,
  'channel.join': {
    'a village': people.villageJoined,
    'an open village': people.openVillageJoined,
    'a closed village': people.closedJoined,
    'a topic': people.topicJoined,
    'a project': to.membersWrite,
    'a closed project': people.closedJoined,
  },
  'channel.leave': { 'a village': to.ownTakenBack, 'a closed village': people.closedLeft },
  'channel.addMember': {
    'a village': to.villageManaged,
    'a closed village': to.closedManaged,
    'an archived village': but('archived', to.villageManaged),
    'a project': to.boardWrite,
  },
  'channel.removeMember': {
    'a village': to.villageManaged,
    'a closed village': to.closedManaged,
    'a project': to.boardWrite,
  },
  'message.post': {
    'a village': to.membersWrite,
    'an open village': to.openWrite,
    'a closed village': to.closedWrite,
    'a village where officials write': to.boardWrite,
    'an archived village': but('archived', to.membersWrite),
    'a topic': to.openWrite,
    'a project': to.membersWrite,
  },
  'message.edit': {
    'an own message': to.membersWrite,
    'a message of someone else': to.nobodyWrites,
    'an own deleted message': but('deleted', to.membersWrite),
    'an own message in an archived village': but('archived', to.membersWrite),
    'an own update': but('not_found', to.membersWrite),
  },
  'update.post': {
    'a village': to.nobodyWrites,
    'a project': to.boardWrite,
    'a project with members of its own': to.membersWrite,
  },
  'update.edit': {
    'an own update': to.membersWrite,
    'an update of someone else': to.boardWrite,
    'an own deleted update': but('deleted', to.membersWrite),
    'an own message': but('not_found', to.membersWrite),
  },
  'announcement.publish': {
    'a village': to.boardWrite,
    'an open village': to.openBoardWrite,
    'a closed village': to.closedBoardWrite,
    'a topic': to.openBoardWrite,
    'a project': to.boardWrite,
    'an archived village': but('archived', to.membersWrite),
    'with an end that is over': but('too_late', to.boardWrite),
  },
  'announcement.edit': {
    'an own announcement': to.boardWrite,
    'an announcement of someone else': to.nobodyWrites,
    'an own deleted announcement': but('deleted', to.boardWrite),
    'an own announcement in an archived village': but('archived', to.membersWrite),
    'an own announcement, with an end that is over': but('too_late', to.boardWrite),
    'an own message': but('not_found', to.boardWrite),
  },
  'announcement.pin': { ...pinned, 'until a time that is over': but('too_late', to.villageManaged) },
  'announcement.unpin': pinned,
  'item.delete': {
    'an own message': to.ownTakenBack,
    'a message of someone else': to.othersTakenAway,
    'a message of someone else in an open village': to.othersTakenAwayInOpen,
    'an own message in an archived village': to.ownTakenBack,
    'a deleted message': but('deleted', to.ownTakenBack),
    'the channel itself': but('not_found', to.ownTakenBack),
  },
  'item.restore': {
    'an own message': to.membersWrite,
    'a message that someone else took back': but('forbidden', to.membersWrite),
    'an own message that a moderator took away': to.villageManaged,
    'a message that stands': but('too_late', to.membersWrite),
    'a message that was deleted long ago': but('too_late', to.membersWrite),
  },
  'item.react': {
    'a message': to.membersWrite,
    'a message in an open village': to.openWrite,
    'a deleted message': but('deleted', to.membersWrite),
    'the channel itself': but('not_found', to.membersWrite),
  },
  'presence.say': amongInsiders,
  'reading.mark': { 'a village': to.signedIn },
  'auth.requestCode': { 'an address': to.everyone },
  'auth.enterCode': { 'a wrong code': always('code_wrong') },
  'auth.pressLink': { 'a link that nobody got': always('link_expired') },
  'auth.signOut': { 'this device': to.everyone },
  'me.confirmEmail': { 'a proved address': to.signedIn },
  'me.requestConfirmation': { 'a proved address': to.signedIn },
  'me.change': { 'my name': to.signedIn },
  'me.sessions': { mine: to.signedIn },
  'me.endSession': { mine: to.signedIn },
  'invitation.create': {
    'a villager to a village': people.invitedToVillage,
    'a villager to a closed village': people.invitedToClosed,
    'a villager to a project': people.invitedToProject,
    'a villager to no channel': to.admins,
    'an official': to.admins,
    'an admin, without an address': but('email_needed', to.admins),
    'a villager who lost a mailbox': people.renewed,
    'an official who lost a mailbox': to.admins,
  },
  'invitation.list': {
    'a village': people.invitationsToVillageSeen,
    'a closed village': people.invitationsToClosedSeen,
    'a project': people.invitationsToProjectSeen,
  },
  'invitation.revoke': { mine: to.signedIn, 'that of someone else': people.invitationRevoked },
  'invitation.look': { 'a shared link': to.everyone },
  'invitation.accept': { 'a shared link': to.everyone },
  'person.setRole': { 'a villager': to.admins },
  'person.setModerator': { 'of a village': to.admins },
  'person.ban': {
    'a villager from a village': people.banned,
    'a villager from everywhere': to.admins,
    'a moderator from a village': people.moderatorBanned,
    'an official from a village': people.neverBanned,
    'oneself from a village': people.neverBanned,
  },
  'person.liftBan': {
    'a villager in a village': people.banned,
    'a villager everywhere': to.admins,
  },
  'person.bans': { 'of a villager': people.bansSeen },
}

/** Commands that have nobody to keep out: what guards them is what they answer. */
export const openToAll: ReadonlySet<string> = new Set([
  'sync.resume',
  'sync.glance',
  'channel.list',
  'auth.requestCode',
  'auth.enterCode',
  'auth.pressLink',
  'auth.signOut',
  'invitation.look',
  'invitation.accept',
])
