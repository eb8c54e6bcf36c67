import { type Actor, type ChannelFacts, mayRead, mayWrite, type Verdict } from '../../rights/rights.ts'

type Asked = { actor: Actor | null; channel: ChannelFacts | null }

/** Whoever reads the channel; the public what is offered. */
export const mayReadAgreement = ({ actor, channel }: Asked): Verdict => mayRead(actor, channel)

/** The agreement is of both sides: whoever writes in the project changes it, and confirms it for the own side. */
export const mayAgree = ({ actor, channel }: Asked): Verdict => {
  const verdict = mayWrite(actor, channel)
  if (verdict !== 'ok') return verdict
  return channel?.kind === 'project' ? 'ok' : 'forbidden'
}
