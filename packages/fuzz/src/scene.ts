import type { ChannelContent, Reaction } from '@bijpraat/contract'

/** Who lives in the town that a run happens in; people, clients and channels are named by their place in a list. */
export const people = [
  { role: 'admin', memberOf: [] },
  { role: 'official', memberOf: [] },
  { role: 'villager', memberOf: [0] },
  { role: 'villager', memberOf: [0, 1] },
  { role: 'villager', memberOf: [1, 2] },
  { role: 'villager', memberOf: [] },
] as const

/** Whose each client is; `null` is signed out. One person has two. */
export const clients = [
  { name: 'admin', person: 0, keeps: 'memory' },
  { name: 'official', person: 1, keeps: 'database' },
  { name: 'phone', person: 2, keeps: 'database' },
  { name: 'laptop', person: 2, keeps: 'memory' },
  { name: 'neighbour', person: 3, keeps: 'memory' },
  { name: 'farmer', person: 4, keeps: 'database' },
  { name: 'newcomer', person: 5, keeps: 'memory' },
  { name: 'passer-by', person: null, keeps: 'memory' },
] as const

/** `past`: how many messages there are before anyone comes; more than a fresh page makes a history to load. */
export const channels = [
  { kind: 'village', readers: 'members', villages: [], topics: [], past: 130 },
  { kind: 'village', readers: 'anyone', villages: [], topics: [], past: 60 },
  { kind: 'topic', readers: 'signedIn', villages: [], topics: [], past: 0 },
  { kind: 'project', readers: 'anyone', villages: [0, 1], topics: [2], past: 45 },
  { kind: 'project', readers: 'closed', villages: [0], topics: [], past: 0 },
] as const

export type ChannelChange = Partial<Pick<ChannelContent, 'name' | 'readers' | 'posters' | 'archived'>>

/** `item` is the `at` of the step that made it. */
export type Act =
  | { act: 'post'; client: number; channel: number; text: string }
  /** Calls a person in a message, that may answer an item. */
  | { act: 'call'; client: number; channel: number; person: number; answers: number | null; text: string }
  | { act: 'tell'; client: number; channel: number; title: string; text: string }
  | { act: 'edit'; client: number; item: number; text: string }
  | { act: 'announce'; client: number; channel: number; title: string; text: string }
  /** Asks the municipality something; and promises an answer, gives it, or asks again. */
  | { act: 'ask'; client: number; channel: number; text: string }
  | { act: 'take' | 'answer' | 'again'; client: number; item: number }
  /** Changes the agreement of a project, or confirms what the device shows of it. */
  | { act: 'agree'; client: number; channel: number; text: string }
  | { act: 'confirm'; client: number; channel: number }
  | { act: 'delete' | 'restore' | 'pin' | 'unpin' | 'hide' | 'show'; client: number; item: number }
  | { act: 'react'; client: number; item: number; reaction: Reaction; on: boolean }
  /** The same command by several requests at once to both nodes; with another content, if they quarrel. */
  | { act: 'twins'; person: number; channel: number; text: string; nodes: number[]; quarrel: boolean }
  | { act: 'member'; person: number; channel: number; on: boolean }
  | { act: 'ban'; person: number; channel: number | 'all'; on: boolean }
  | { act: 'moderator'; person: number; channel: number; on: boolean }
  | { act: 'role'; person: number; role: 'villager' | 'official' }
  | { act: 'change'; channel: number; change: ChannelChange }
  | { act: 'join' | 'leave'; client: number; channel: number }
  | { act: 'read' | 'older'; client: number; channel: number }
  | { act: 'locate'; client: number; item: number }
  | { act: 'look'; client: number; channel: number; on: boolean }
  | { act: 'cut'; client: number }
  /** Nothing passes; or the client sends and reads nothing. */
  | { act: 'stall' | 'pause'; client: number; ms: number }
  /** What stands stays open, but what goes that way is lost, until somebody gives it up. */
  | { act: 'halfOpen'; client: number; way: 'in' | 'out' | 'both' }
  | { act: 'rain'; client: number; loseRequest: number; loseAnswer: number }
  | { act: 'restart' | 'crash'; client: number }
  | { act: 'signOut'; client: number }
  | { act: 'retry' | 'discard'; client: number }
  /** Many messages at once by a third process that no node hears of, more than are caught up one by one. */
  | { act: 'flood'; channel: number; count: number }
  /** SIGKILL; it comes back after `ms`. */
  | { act: 'kill'; node: number; ms: number }
  | { act: 'cutRedis' | 'cutMongo'; node: number; ms: number }
  /** Nothing passes between a node and MongoDB, and nothing breaks: whatever it asks hangs. */
  | { act: 'stallMongo'; node: number; ms: number }
  | { act: 'flushRedis' }
  /** SIGKILL; it comes back empty after `ms`. */
  | { act: 'killRedis'; ms: number }
  /** The primary of a set of several nodes gives up its place. */
  | { act: 'stepDown' }
  /** People go on talking for `ms`, so that whoever is behind shows. */
  | { act: 'chat'; ms: number }

/** `at` names the step; it does not say its place. */
export type Step = { at: number; waitMs: number } & Act
export type Plan = { seed: number; steps: Step[]; mongoNodes: MongoNodes }

/** How many nodes the MongoDB of a run has. */
export type MongoNodes = 1 | 3

/** Clients whose people belong to a channel at first: what they do is mostly let through. */
export const insiders: readonly (readonly number[])[] = [
  [0, 1, 2, 3, 4],
  [0, 1, 4, 5],
  [0, 1, 5],
  [0, 1, 2, 3, 4, 5],
  [0, 0, 2, 4],
]
