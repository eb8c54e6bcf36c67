import { keepMine, useMine } from '../../ports/kept-here.ts'
import { useReplica } from '../../ports/session.tsx'
import { type ChannelEntry, myChannels } from '../../replica/selectors.ts'

const key = 'village'

export const chooseVillage = (villageId: string | null): void => keepMine(key, villageId)

/** My villages, and the one from which the list is looked at: null for all, also when the chosen one has gone. */
export const useVillage = (): { villages: readonly ChannelEntry[]; village: ChannelEntry | null } => {
  const channels = useReplica(myChannels)
  const chosen = useMine(key)
  const villages = channels.filter(({ content }) => content.kind === 'village' && !content.archived)
  return { villages, village: villages.find(({ channelId }) => channelId === chosen) ?? null }
}
