import {
  type Actor,
  type ChannelFacts,
  isStaff,
  mayWrite,
  moderates,
  type Verdict,
} from '../../rights/rights.ts'

/** Those who carry the project: staff, moderators, and who joined the project itself. */
export const mayDescribe = ({
  actor,
  channel,
}: {
  actor: Actor | null
  channel: ChannelFacts | null
}): Verdict => {
  const verdict = mayWrite(actor, channel)
  if (verdict !== 'ok' || actor === null || channel === null) return verdict
  if (channel.kind !== 'project') return 'forbidden'
  return isStaff(actor) || moderates(actor, channel) || actor.memberOf.has(channel.channelId)
    ? 'ok'
    : 'forbidden'
}
