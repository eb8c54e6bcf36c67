import type { StoredItem } from '../../log/model.ts'
import { type Actor, type ChannelFacts, mayRead, mayWrite, type Verdict } from '../../rights/rights.ts'

type Asked = { actor: Actor | null; channel: ChannelFacts | null }

/** Whoever reads the channel; the public without names. */
export const mayReadPlan = ({ actor, channel }: Asked): Verdict => mayRead(actor, channel)

/** The plan is of everyone in the project: whoever writes there adds to it and changes it. */
export const mayPlan = ({ actor, channel }: Asked): Verdict => {
  const verdict = mayWrite(actor, channel)
  if (verdict !== 'ok') return verdict
  return channel?.kind === 'project' ? 'ok' : 'forbidden'
}

export const mayChangePart = (item: StoredItem): Verdict => (item.kind === 'planPart' ? 'ok' : 'not_found')
