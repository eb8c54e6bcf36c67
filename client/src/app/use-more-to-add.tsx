import { Bold, Clock, Keyboard, Megaphone, Newspaper } from 'lucide-react'
import { useMemo, useRef } from 'react'
import type { OpenedChannel } from '../features/channels/use-channel.ts'
import { useTexts } from '../i18n/i18n.tsx'
import { keyBeside, loneKeys } from '../ports/lone-keys.ts'
import { announces, tellsNews } from '../ports/rights.ts'
import { useMe } from '../ports/session.tsx'
import { hasKeyboard } from '../ui/keys.ts'
import type { MenuItem } from '../ui/menu.tsx'
import { useOverlay } from './overlays.tsx'

type Here = Extract<OpenedChannel, { state: 'here' }>

/** What can be added in a channel beside a message. */
export const useMoreToAdd = (
  channel: Here,
  acts: { onNews: () => void; onAnnounce: () => void; onFormatting: () => void; onLater: () => void },
  further: readonly MenuItem[],
): readonly MenuItem[] => {
  const t = useTexts()
  const me = useMe()
  const newest = useRef(acts)
  newest.current = acts
  const open = useOverlay()
  const news = Boolean(me && tellsNews(me, channel, Date.now()))
  const tells = Boolean(me && announces(me, channel, Date.now()))
  return useMemo(() => {
    const items: MenuItem[] = []
    if (news)
      items.push({
        label: t.composer.postUpdate,
        icon: <Newspaper size={22} />,
        run: () => newest.current.onNews(),
      })
    if (tells)
      items.push({
        label: t.composer.postAnnouncement,
        icon: <Megaphone size={22} />,
        run: () => newest.current.onAnnounce(),
      })
    items.push(...further)
    items.push({
      label: t.composer.sendLater,
      icon: <Clock size={22} />,
      run: () => newest.current.onLater(),
    })
    items.push({
      label: t.composer.formatting,
      icon: <Bold size={22} />,
      run: () => newest.current.onFormatting(),
    })
    if (hasKeyboard())
      items.push({
        label: t.shortcuts.title,
        ...keyBeside(loneKeys.help),
        icon: <Keyboard size={22} />,
        run: () => open('shortcuts'),
      })
    return items
  }, [news, tells, further, t, open])
}
