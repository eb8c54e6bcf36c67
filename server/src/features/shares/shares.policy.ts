import type { ChannelFacts } from '../../rights/rights.ts'

type Readers = Pick<ChannelFacts, 'readers'>

const width = { closed: 0, members: 1, signedIn: 2, anyone: 3 } as const

/** A project is never shared to readers wider than its own; what is closed is shared to nobody. */
export const mayShareTo = (home: Readers, target: Readers): boolean =>
  home.readers !== 'closed' && width[target.readers] <= width[home.readers]
