import { AnnouncementSheet } from '../features/announcements/announcement-sheet.tsx'
import { PinSheet } from '../features/announcements/pin-sheet.tsx'
import type { Announcement } from '../features/announcements/pinned.ts'
import { PinnedSheet } from '../features/announcements/pinned-sheet.tsx'
import type { OpenedChannel } from '../features/channels/use-channel.ts'
import { pins } from '../ports/rights.ts'
import { useMe } from '../ports/session.tsx'

type Here = Extract<OpenedChannel, { state: 'here' }>

/** What has to do with announcements and lies over a conversation. */
export type OverAnnouncements =
  | { type: 'announce'; edited: Announcement | null }
  | { type: 'pin'; pinned: Announcement }
  | { type: 'pinned' }

export const AnnouncementSheets = ({
  channel,
  over,
  onGo,
  onClose,
}: {
  channel: Here
  over: OverAnnouncements
  onGo: () => void
  onClose: () => void
}) => {
  const { channelId } = channel
  const me = useMe()
  const mayPin = Boolean(me && pins(me, channel, Date.now()))
  switch (over.type) {
    case 'announce':
      return (
        <AnnouncementSheet channelId={channelId} edited={over.edited} mayPin={mayPin} onClose={onClose} />
      )
    case 'pin':
      return <PinSheet channelId={channelId} pinned={over.pinned} onClose={onClose} />
    case 'pinned':
      return <PinnedSheet channelId={channelId} mayPin={mayPin} onGo={onGo} onClose={onClose} />
  }
}
