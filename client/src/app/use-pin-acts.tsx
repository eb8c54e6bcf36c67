import { Clock, Pin } from 'lucide-react'
import { useCallback, useRef } from 'react'
import { type Announcement, announcementOf, endOf } from '../features/announcements/pinned.ts'
import { usePinning } from '../features/announcements/use-pinning.ts'
import type { ItemAct } from '../features/items/item-menu.tsx'
import { useTexts } from '../i18n/i18n.tsx'
import type { HeldItem } from '../replica/replica.ts'

/** What a moderator does with an announcement: pin it, change until when, unpin it. */
export const usePinActs = (channelId: string, onPin: (announcement: Announcement) => void) => {
  const t = useTexts()
  const { unpin } = usePinning(channelId)
  const newest = useRef(onPin)
  newest.current = onPin
  return useCallback(
    (item: HeldItem): readonly ItemAct[] => {
      const announcement = announcementOf(item)
      if (announcement === null) return []
      const choose = () => newest.current(announcement)
      if (!item.standing) return [{ label: t.announcement.pin, icon: <Pin size={20} />, run: choose }]
      return [
        {
          label: t.announcement.unpin,
          icon: <Pin size={20} />,
          run: () => unpin({ itemId: item.id, endsAt: endOf(item) }),
        },
        { label: t.announcement.untilWhen, icon: <Clock size={20} />, run: choose },
      ]
    },
    [t, unpin],
  )
}
