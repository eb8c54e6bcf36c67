import type { ChannelContent } from '@bijpraat/contract'

type Listed = { channelId: string; content: ChannelContent }

/**
 * Whether a channel is of interest to who looks from one village: the village itself, the projects in which it takes
 * part, and what plays in more villages. Null looks from everywhere.
 */
export const isOfVillage = ({ channelId, content }: Listed, villageId: string | null): boolean => {
  if (villageId === null) return true
  switch (content.kind) {
    case 'village':
      return channelId === villageId
    case 'project':
      return content.villageIds.length === 0 || content.villageIds.includes(villageId)
    case 'topic':
      return true
  }
}
