import { Bold, Newspaper } from 'lucide-react'
import { useMemo, useRef } from 'react'
import type { OpenedChannel } from '../features/channels/use-channel.ts'
import { useTexts } from '../i18n/i18n.tsx'
import { tellsNews } from '../ports/rights.ts'
import { useMe } from '../ports/session.tsx'
import type { MenuItem } from '../ui/menu.tsx'

type Here = Extract<OpenedChannel, { state: 'here' }>

/** What can be added in a channel beside a message. */
export const useMoreToAdd = (
  channel: Here,
  acts: { onNews: () => void; onFormatting: () => void },
): readonly MenuItem[] => {
  const t = useTexts()
  const me = useMe()
  const newest = useRef(acts)
  newest.current = acts
  const news = Boolean(me && tellsNews(me, channel, Date.now()))
  return useMemo(() => {
    const items: MenuItem[] = []
    if (news)
      items.push({
        label: t.composer.postUpdate,
        icon: <Newspaper size={22} />,
        run: () => newest.current.onNews(),
      })
    items.push({
      label: t.composer.formatting,
      icon: <Bold size={22} />,
      run: () => newest.current.onFormatting(),
    })
    return items
  }, [news, t])
}
