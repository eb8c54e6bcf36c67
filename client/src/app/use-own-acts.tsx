import { Bookmark, BookmarkX } from 'lucide-react'
import { useCallback } from 'react'
import type { ItemAct } from '../features/items/item-menu.tsx'
import { isSaved } from '../features/saved/saved-items.ts'
import { useSaving } from '../features/saved/use-saving.ts'
import { useTexts } from '../i18n/i18n.tsx'
import { useReplicaView } from '../ports/session.tsx'
import { homeOf } from '../replica/folds.ts'
import type { HeldItem } from '../replica/replica.ts'

/** What one does with an item for oneself alone. Asked when its menu opens. */
export const useOwnActs = (channelId: string) => {
  const t = useTexts()
  const { getState } = useReplicaView()
  const save = useSaving()
  return useCallback(
    (item: HeldItem): ItemAct[] => {
      const home = homeOf(channelId, item)
      const on = isSaved(getState(), home)
      return [
        {
          label: on ? t.item.unsave : t.item.save,
          icon: on ? <BookmarkX size={22} /> : <Bookmark size={22} />,
          run: () => save(home, !on),
        },
      ]
    },
    [channelId, t, getState, save],
  )
}
