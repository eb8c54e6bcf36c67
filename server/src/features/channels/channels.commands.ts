import {
  addMember,
  type Command,
  changeChannel,
  createChannel,
  directoryId,
  joinChannel,
  leaveChannel,
  listChannels,
  listMembers,
  removeMember,
} from '@bijpraat/contract'
import { audienceOf, type ChannelFacts, isMember, mayRead } from '../../rights/rights.ts'
import { type Call, channelOf, type Served, saidBy, serve, signedIn } from '../../wire/serve.ts'
import * as may from './channels.policy.ts'
import type { Author, ChannelService } from './channels.service.ts'
import type { ChannelStore } from './channels.store.ts'

/** A membership is written by whoever keeps people; the change is recorded in the directory. */
export type Memberships = {
  add: (change: MembershipChange) => Promise<void>
  remove: (change: MembershipChange) => Promise<void>
  membersOf: (channelId: string) => Promise<Member[]>
}
export type MembershipChange = {
  personId: string
  channelId: string
  authorId: string
  commandId: string
  said: unknown
}
export type Member = { personId: string; since: number; moderator: boolean }

type Parts = { service: ChannelService; store: ChannelStore; memberships: Memberships }

export const channelCommands = ({ service, store, memberships }: Parts): Served[] => [
  serve(createChannel, {
    policy: may.mayCreate,
    recordIn: ({ input }) => input.commandId,
    run: (call) => service.create(authorOf(createChannel, call), call.input),
  }),
  serve(changeChannel, {
    policy: may.mayChange,
    run: (call) => service.change(authorOf(changeChannel, call), call.input),
  }),
  serve(listChannels, {
    policy: () => 'ok',
    run: async ({ actor }) => {
      const channels = (await store.all()).flatMap(({ channelId, content }) => {
        const facts: ChannelFacts = { ...content, channelId }
        return audienceOf(actor, facts) === null
          ? []
          : [{ channelId, member: isMember(actor, facts), content }]
      })
      return { channels }
    },
  }),
  serve(listMembers, {
    policy: may.mayListMembers,
    run: async (call) => ({ members: await members(channelOf(call), memberships) }),
  }),
  serve(joinChannel, {
    policy: may.mayJoin,
    recordIn: () => directoryId,
    run: async ({ input, ...call }) => {
      const { personId } = signedIn(call)
      const { commandId, channelId } = input
      await memberships.add({
        personId,
        channelId,
        authorId: personId,
        commandId,
        said: saidBy(joinChannel, input),
      })
      return {}
    },
  }),
  serve(leaveChannel, {
    policy: may.mayLeave,
    recordIn: () => directoryId,
    run: async ({ input, ...call }) => {
      const { personId } = signedIn(call)
      const { commandId, channelId } = input
      await memberships.remove({
        personId,
        channelId,
        authorId: personId,
        commandId,
        said: saidBy(leaveChannel, input),
      })
      return {}
    },
  }),
  serve(addMember, {
    policy: may.mayAddMember,
    recordIn: () => directoryId,
    run: async ({ input, ...call }) => {
      const { commandId, channelId, personId } = input
      const authorId = signedIn(call).personId
      await memberships.add({ personId, channelId, authorId, commandId, said: saidBy(addMember, input) })
      return {}
    },
  }),
  serve(removeMember, {
    policy: may.mayRemoveMember,
    recordIn: () => directoryId,
    run: async ({ input, ...call }) => {
      const { commandId, channelId, personId } = input
      const authorId = signedIn(call).personId
      await memberships.remove({
        personId,
        channelId,
        authorId,
        commandId,
        said: saidBy(removeMember, input),
      })
      return {}
    },
  }),
]

const authorOf = (command: Command, call: Pick<Call<Command>, 'actor' | 'input'>): Author => {
  const actor = signedIn(call)
  const sees = (channel: ChannelFacts) => mayRead(actor, channel) === 'ok'
  return { authorId: actor.personId, said: saidBy(command, call.input), sees }
}

/** Own members first; of a project that is not closed also those of its villages and topics, each once. */
const members = async (channel: ChannelFacts, memberships: Memberships) => {
  const linked = channel.readers === 'closed' ? [] : [...channel.villageIds, ...channel.topicIds]
  const own = await memberships.membersOf(channel.channelId)
  const others = await Promise.all(
    linked.map(async (through) =>
      (await memberships.membersOf(through)).map((member) => ({ ...member, through })),
    ),
  )
  const seen = new Set<string>()
  return [...own, ...others.flat()].filter(({ personId }) => !seen.has(personId) && seen.add(personId))
}
