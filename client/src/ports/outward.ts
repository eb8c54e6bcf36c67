import type { ChannelContent } from '@bijpraat/contract'
import type { Outward } from '../ui/share-out.ts'
import { paths } from './paths.ts'

// Longer than this is for reading behind the link.
const mostText = 280

const shortened = (text: string) =>
  text.length > mostText
    ? `${text.slice(0, text.lastIndexOf(' ', mostText) + 1 || mostText).trimEnd()}…`
    : text

const isOpen = (content: ChannelContent | undefined): content is ChannelContent =>
  content?.readers === 'anyone'

/** A channel for sharing outward. Of one that is not open to anyone not even the name leaves: the link alone. */
export const outwardChannel = (origin: string, channelId: string, content: ChannelContent): Outward => {
  const url = origin + paths.channel(channelId)
  if (!isOpen(content)) return { url }
  return content.about === ''
    ? { title: content.name, url }
    : { title: content.name, text: shortened(content.about), url }
}

/**
 * An item for sharing outward.
 * @param shownIn the channel in which it stands
 * @param home its home, and what is known of that channel
 * @param words what it says, when anyone may read that where the channel is open; null for talk among members
 */
export const outwardItem = (
  origin: string,
  shownIn: { channelId: string; itemId: string },
  home: { channelId: string; itemId: string; content: ChannelContent | undefined },
  words: string | null,
): Outward => {
  if (words === null || !isOpen(home.content))
    return { url: origin + paths.item(shownIn.channelId, shownIn.itemId) }
  const url = origin + paths.item(home.channelId, home.itemId)
  return { title: home.content.name, text: shortened(words), url }
}
