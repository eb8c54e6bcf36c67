import { type Actor, type ChannelFacts, carries, mayWrite, type Verdict } from '../../rights/rights.ts'

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
  return carries(actor, channel) ? 'ok' : 'forbidden'
}
