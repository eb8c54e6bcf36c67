import type { AnnouncementContent } from '@bijpraat/contract'
import { Check, Eye } from 'lucide-react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useMe, useReplica } from '../../ports/session.tsx'
import type { Home } from '../../replica/folds.ts'
import type { HeldItem } from '../../replica/replica.ts'
import { channelContent } from '../../replica/selectors.ts'
import { Button } from '../../ui/button.tsx'
import { isAcknowledged, useAcknowledge } from './acknowledging.ts'
import styles from './announcement-card.module.css'

const VillageCount = ({ villageId, read, of }: NonNullable<AnnouncementContent['read']>[number]) => {
  const t = useTexts()
  const name = useReplica((state) => channelContent(state, villageId)?.name)
  return (
    <p className={styles.until}>
      <Eye size={18} />
      <bdi>{t.announcement.readBy(name, read, of)}</bdi>
    </p>
  )
}

/** Of an announcement that asks to be read: how many have by village, and the button to say that I have, too. */
export const ReadLine = ({
  of,
  item,
  content,
}: {
  of: Home
  item: HeldItem
  content: AnnouncementContent
}) => {
  const t = useTexts()
  const me = useMe()
  const done = useReplica((state) => isAcknowledged(state, of))
  const acknowledge = useAcknowledge()
  if (!content.asksRead || !me) return null
  const mine = item.authorId === me.personId
  return (
    <>
      {content.read?.map((count) => (
        <VillageCount key={count.villageId} {...count} />
      ))}
      {mine && content.read === undefined ? (
        <p className={styles.until}>
          <Eye size={18} />
          {t.announcement.readTooFew}
        </p>
      ) : null}
      {!mine && done ? (
        <p className={styles.until}>
          <Check size={18} />
          {t.announcement.readDone}
        </p>
      ) : null}
      {!mine && !done && item.seq > 0 ? (
        <div>
          <Button look="secondary" icon={<Check size={20} />} onClick={() => acknowledge(of)}>
            {t.announcement.read}
          </Button>
        </div>
      ) : null}
    </>
  )
}
