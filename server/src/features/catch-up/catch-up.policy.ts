import { type Actor, type ChannelFacts, mayRead, type Verdict } from '../../rights/rights.ts'

/** Everyone of what they follow; from a village or topic that one may look into. */
export const mayCatchUp = ({
  actor,
  input,
  channel,
}: {
  actor: Actor | null
  input: { channelId?: string | undefined }
  channel: ChannelFacts | null
}): Verdict => {
  if (actor === null) return 'not_signed_in'
  return input.channelId === undefined ? 'ok' : mayRead(actor, channel)
}
