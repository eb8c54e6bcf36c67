import type { catchUpNl } from './catch-up-nl.ts'

const messages = (n: number) => (n === 1 ? '1 message' : `${n} messages`)

export const catchUpEn: typeof catchUpNl = {
  since: (count, day) => `${count} since ${day}`,
  atLeast: (count) => `More than ${count}`,
  sinceToday: (count) => `${count} from today`,
  all: 'All villages and topics',
  from: (name) => `From: ${name}`,
  forYou: 'For you',
  called: {
    me: (channel) => `in ${channel}`,
    everyone: (channel) => `to everyone in ${channel}`,
    officials: (channel) => `to the municipality in ${channel}`,
    moderators: (channel) => `to the moderators in ${channel}`,
  },
  announcements: 'Announcements',
  updates: 'News from projects',
  talk: 'What people talked about',
  more: (n) => `and ${n} more`,
  showMore: (n) => `Show ${n} more`,
  others: (n) => (n === 1 ? '1 other' : `${n} others`),
  messages,
  says: (name, text) => `${name}: ${text}`,
  noMore: 'That is all.',
  readAll: 'All read',
  readAllDone: 'Everything is marked as read.',
  caughtUp: 'You are up to date.',
  caughtUpText: 'That is all. Have a nice day.',
  caughtUpOf: (name) => `There is nothing new from ${name}.`,
  showAll: 'Show everything',
  toChannels: 'To your channels',
  offline: 'You are offline.',
  offlineSince: (moment) => `You are offline. This is what you had not read, ${moment}.`,
  failed: 'Looking for what is new does not work now',
}
