import type { ChannelContent } from '@bijpraat/contract'
import { DiamondSign, GableSign, ShuttersSign } from '../../ui/drawings/signs.tsx'

/** The sign of a channel: its shape says which kind it is, its light that there is news. */
export const ChannelSign = ({
  content,
  lit = false,
  size,
}: {
  content: Pick<ChannelContent, 'kind' | 'look'>
  lit?: boolean
  size?: number
}) => {
  const given = size === undefined ? { lit } : { lit, size }
  switch (content.kind) {
    case 'village':
      return <ShuttersSign look={content.look} {...given} />
    case 'project':
      return <GableSign {...given} />
    case 'topic':
      return <DiamondSign {...given} />
  }
}
