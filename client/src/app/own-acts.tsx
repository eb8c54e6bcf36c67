import { Bookmark, BookmarkX, Volume2, VolumeX } from 'lucide-react'
import { type RefObject, useEffect } from 'react'
import type { ItemAct } from '../features/items/item-menu.tsx'
import { useMuting } from '../features/mutes/use-muting.ts'
import { isSaved } from '../features/saved/saved-items.ts'
import { useSaving } from '../features/saved/use-saving.ts'
import { useTexts } from '../i18n/i18n.tsx'
import { keyBeside, loneKeys } from '../ports/lone-keys.ts'
import { useMe, useReplicaView } from '../ports/session.tsx'
import { homeOf } from '../replica/folds.ts'
import { isPersonMuted } from '../replica/muted.ts'
import type { HeldItem } from '../replica/replica.ts'

export type ActsOf = (item: HeldItem) => readonly ItemAct[]

/** Tells what one does with an item for oneself alone, which is asked when its menu opens. */
export const OwnActs = ({ channelId, acts }: { channelId: string; acts: RefObject<ActsOf> }) => {
  const t = useTexts()
  const { getState } = useReplicaView()
  const meId = useMe()?.personId
  const save = useSaving()
  const mute = useMuting()
  useEffect(() => {
    acts.current = (item) => {
      const home = homeOf(channelId, item)
      const on = isSaved(getState(), home)
      const own: ItemAct[] = [
        {
          label: on ? t.item.unsave : t.item.save,
          icon: on ? <BookmarkX size={22} /> : <Bookmark size={22} />,
          ...keyBeside(loneKeys.save),
          run: () => save(home, !on),
        },
      ]
      const { authorId } = item
      if (authorId === null || authorId === meId) return own
      const muted = isPersonMuted(getState(), authorId)
      own.push({
        label: muted ? t.mute.hearPerson : t.mute.mutePerson,
        icon: muted ? <Volume2 size={22} /> : <VolumeX size={22} />,
        run: () => mute(authorId, !muted),
      })
      return own
    }
  }, [acts, channelId, meId, t, getState, save, mute])
  return null
}
