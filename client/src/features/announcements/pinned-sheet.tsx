import { CornerDownRight, PinOff } from 'lucide-react'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { useShallow } from 'zustand/react/shallow'
import { useTexts } from '../../i18n/i18n.tsx'
import { paths } from '../../ports/paths.ts'
import { useReplica } from '../../ports/session.tsx'
import type { HeldItem } from '../../replica/replica.ts'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { AnnouncementCard } from './announcement-card.tsx'
import { endOf, pinnedIn } from './pinned.ts'
import styles from './pinned-sheet.module.css'
import { usePinning } from './use-pinning.ts'

/** All that is pinned in a channel, in full. */
export const PinnedSheet = ({
  channelId,
  mayPin,
  onGo,
  onClose,
}: {
  channelId: string
  mayPin: boolean
  onGo: () => void
  onClose: () => void
}) => {
  const t = useTexts()
  const [, navigate] = useLocation()
  const { unpin } = usePinning(channelId)
  const rows = useReplica(useShallow((state) => pinnedIn(state, channelId)))
  const none = rows.length === 0
  useEffect(() => {
    if (none) onClose()
  }, [none, onClose])
  const go = (itemId: string) => {
    onClose()
    onGo()
    navigate(paths.item(channelId, itemId))
  }
  // What undoes it stands on the page, which a sheet covers.
  const takeDown = (item: HeldItem) => {
    onClose()
    unpin({ itemId: item.id, endsAt: endOf(item) })
  }
  return (
    <Sheet title={t.announcement.bar} closeLabel={t.common.close} onClose={onClose}>
      <ul className={styles.list}>
        {rows.map(({ item }) => (
          <li key={item.id}>
            <AnnouncementCard channelId={channelId} item={item} />
            <div className={styles.ways}>
              <Button look="quiet" icon={<CornerDownRight size={20} />} onClick={() => go(item.id)}>
                {t.announcement.goTo}
              </Button>
              {mayPin ? (
                <Button look="quiet" icon={<PinOff size={20} />} onClick={() => takeDown(item)}>
                  {t.announcement.unpin}
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
