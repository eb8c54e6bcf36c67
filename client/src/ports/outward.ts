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

type Said = {
  text: string
  /** By who shares it. */
  own: boolean
  /** Said in the open: news and announcements. Talk stays among members. */
  official: boolean
}

/** What is one's own leaves from anywhere but what is closed; what is official only where anyone reads it. */
const mayLeave = ({ own, official }: Said, content: ChannelContent) => own || (official && isOpen(content))

/**
 * An item for sharing outward: the link and the channel's name, its words only where they may leave. Of a channel that is
 * closed, or not known, the link alone.
 * @param shownIn the channel in which it stands
 * @param home its home, and what is known of that channel
 */
export const outwardItem = (
  origin: string,
  shownIn: { channelId: string; itemId: string },
  home: { channelId: string; itemId: string; content: ChannelContent | undefined },
  said: Said,
): Outward => {
  const { content } = home
  const at = isOpen(content) ? home : shownIn
  const url = origin + paths.item(at.channelId, at.itemId)
  if (content === undefined || content.readers === 'closed') return { url }
  const { name: title } = content
  return mayLeave(said, content) ? { title, text: shortened(said.text), url } : { title, url }
}
