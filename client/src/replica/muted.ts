import { chooseNotices, mute, mutePerson, notices, personalId } from '@bijpraat/contract'
import { isOf, isTalk } from './folds.ts'
import type { ChannelCopy, HeldItem, OutboxEntry, ReplicaState } from './replica.ts'

/** What this person does not want to hear of, as this device knows it. */
export type Muted = { readonly channels: ReadonlySet<string>; readonly persons: ReadonlySet<string> }

const nothing: Muted = { channels: new Set(), persons: new Set() }
const built = new WeakMap<ChannelCopy, { outbox: readonly OutboxEntry[]; muted: Muted }>()

const put = (set: Set<string>, id: unknown, on: boolean) => {
  if (typeof id !== 'string') return
  if (on) set.add(id)
  else set.delete(id)
}

const build = (copy: ChannelCopy, outbox: readonly OutboxEntry[]): Muted => {
  const [channels, persons] = [new Set<string>(), new Set<string>()]
  for (const item of copy.items.values()) {
    if (isOf(item, notices)) put(channels, item.content.channelId, item.content.level === 'muted')
    else if (isOf(item, mute)) put(persons, item.content.personId, item.content.on)
  }
  // What is on its way lies over what the log has.
  for (const { command, input, state } of outbox) {
    if (state === 'failed') continue
    if (command === chooseNotices.name) put(channels, input.channelId, input.level === 'muted')
    if (command === mutePerson.name) put(persons, input.personId, input.on === true)
  }
  return { channels, persons }
}

/** The same object while nothing in it can have changed. */
export const mutedBy = ({ me, channels, outbox }: ReplicaState): Muted => {
  const copy = me ? channels.get(personalId(me.personId)) : undefined
  if (copy === undefined) return nothing
  const known = built.get(copy)
  if (known?.outbox === outbox) return known.muted
  const muted = build(copy, outbox)
  built.set(copy, { outbox, muted })
  return muted
}

export const isChannelMuted = (state: ReplicaState, channelId: string): boolean =>
  mutedBy(state).channels.has(channelId)

/** Whether it is talk of someone who is muted: that counts nowhere. */
export const isMutedTalk = (state: ReplicaState, item: HeldItem): boolean =>
  isTalk(item) && isPersonMuted(state, item.authorId)

export const isPersonMuted = (state: ReplicaState, personId: string | null): boolean =>
  personId !== null && mutedBy(state).persons.has(personId)
