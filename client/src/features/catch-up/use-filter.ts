import { keepMine, useMine } from '../../ports/kept-here.ts'
import { useReplica } from '../../ports/session.tsx'
import { type ChannelEntry, myChannels } from '../../replica/selectors.ts'

const key = 'catchUpOf'

export const chooseFilter = (channelId: string | null): void => keepMine(key, channelId)

/** My villages and topics, and the one of which I look at the news: null for all, also when the chosen one is gone. */
export const useFilter = (): { choices: readonly ChannelEntry[]; chosen: ChannelEntry | null } => {
  const channels = useReplica(myChannels)
  const kept = useMine(key)
  const of = (kind: string) => channels.filter(({ content }) => content.kind === kind && !content.archived)
  const choices = [...of('village'), ...of('topic')]
  return { choices, chosen: choices.find(({ channelId }) => channelId === kept) ?? null }
}
