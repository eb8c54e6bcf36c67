import {
  cancelScheduled,
  type ErrorCode,
  type InputOf,
  personalId,
  putScheduled,
  type ScheduledContent,
  scheduled,
  sendScheduled,
} from '@bijpraat/contract'
import { isOf } from '../../replica/folds.ts'
import type { ChannelCopy, OutboxEntry, ReplicaState } from '../../replica/replica.ts'

/** A message that is to be sent later, or that could not be. */
export type Scheduled = Omit<ScheduledContent, 'code' | 'nextAt'> & {
  readonly itemId: string
  readonly code?: string
  /** It never reached the server: what this device still holds of it. */
  readonly entryId?: string
}

const none: readonly Scheduled[] = []
const built = new WeakMap<ChannelCopy, { outbox: readonly OutboxEntry[]; list: readonly Scheduled[] }>()

const withPut = (list: Map<string, Scheduled>, entry: OutboxEntry) => {
  const {
    channelId,
    text,
    sendAt,
    replyTo,
    itemId = entry.commandId,
  } = entry.input as InputOf<typeof putScheduled>
  const said = { itemId, channelId, text, sendAt, ...(replyTo === undefined ? {} : { replyTo }) }
  if (entry.state !== 'failed') list.set(itemId, { ...said, state: 'waiting' })
  else {
    const code: ErrorCode = entry.code ?? 'internal'
    list.set(itemId, { ...said, state: 'failed', code, entryId: entry.commandId })
  }
}

const layOver = (list: Map<string, Scheduled>, entry: OutboxEntry) => {
  if (entry.command === putScheduled.name) withPut(list, entry)
  if (entry.state === 'failed') return
  const { itemId } = entry.input as { itemId: string }
  const known = list.get(itemId)
  if (entry.command === cancelScheduled.name) list.delete(itemId)
  if (entry.command === sendScheduled.name && known) list.set(itemId, { ...known, state: 'sending' })
}

const build = (copy: ChannelCopy, outbox: readonly OutboxEntry[]): Scheduled[] => {
  const list = new Map<string, Scheduled>()
  for (const item of copy.items.values()) {
    if (!isOf(item, scheduled)) continue
    const { code, nextAt: _, ...content } = item.content
    list.set(item.id, { itemId: item.id, ...content, ...(code === undefined ? {} : { code }) })
  }
  // What is on its way lies over what the log has.
  for (const entry of outbox) layOver(list, entry)
  return [...list.values()].sort((a, b) => a.sendAt - b.sendAt)
}

/** What this person sends later, in any channel, the next one first. The same array while nothing in it changed. */
export const scheduledBy = ({ me, channels, outbox }: ReplicaState): readonly Scheduled[] => {
  const copy = me ? channels.get(personalId(me.personId)) : undefined
  if (copy === undefined) return none
  const known = built.get(copy)
  if (known?.outbox === outbox) return known.list
  const list = build(copy, outbox)
  built.set(copy, { outbox, list })
  return list
}
