import type { ChannelContent } from '@bijpraat/contract'
import { Bookmark, BookmarkX, Volume2, VolumeX } from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'
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
import type { MenuItem } from '../ui/menu.tsx'
import { useFurther } from './use-further.tsx'

export type ActsOf = (item: HeldItem) => readonly ItemAct[]

type Props = {
  channel: { channelId: string; content: ChannelContent }
  acts: RefObject<ActsOf>
  onMore: (more: readonly MenuItem[]) => void
}

/**
 * Tells what an item can become and what one does with it for oneself alone, which is asked when its menu opens; and
 * what more can be added in the channel.
 */
export const OwnActs = ({ channel, acts, onMore }: Props) => {
  const { channelId } = channel
  const { actsOf, more, sheet } = useFurther(channel)
  const further = useRef(actsOf)
  further.current = actsOf
  useEffect(() => onMore(more), [onMore, more])
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
        ...further.current(item),
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
  return sheet
}
