import { type Actor, type ChannelFacts, mayRead, type Verdict } from '../../rights/rights.ts'

type Asked = { actor: Actor | null; channel: ChannelFacts | null }

/** Each says what the own devices are told; also who is banned, of what is left to read. */
export const mayChoose = ({ actor, channel }: Asked): Verdict =>
  actor === null ? 'not_signed_in' : mayRead(actor, channel)

/** A device is told something on behalf of whom is signed in on it. */
export const mayUseDevice = ({ actor }: Pick<Asked, 'actor'>): Verdict =>
  actor === null ? 'not_signed_in' : 'ok'
