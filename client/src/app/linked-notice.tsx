import { History } from 'lucide-react'
import { Link } from 'wouter'
import { useTexts } from '../i18n/i18n.tsx'
import { AuthorName, When } from '../ports/author-line.tsx'
import { paths } from '../ports/paths.ts'
import { usePerson } from '../ports/people.ts'
import { shownAs } from '../replica/folds.ts'
import type { HeldItem } from '../replica/replica.ts'
import { Notice } from '../ui/notice.tsx'
import { cards } from './cards.ts'
import styles from './linked-notice.module.css'
import type { ElsewhereItem } from './use-linked-item.ts'

const FarItem = ({ channelId, item }: { channelId: string; item: HeldItem }) => {
  const shown = shownAs(item)
  const author = usePerson(item.authorId)
  const Card = shown.fits ? cards.get(shown.kind)?.Card : undefined
  return (
    <div className={styles.far}>
      <p className={styles.author}>
        <AuthorName author={author} /> <When item={item} />
      </p>
      {Card ? <Card channelId={channelId} item={shown} home={null} mine={false} /> : null}
    </div>
  )
}

/** What there is to say about the item of a link that does not just stand in the conversation. */
export const LinkedNotice = ({ channelId, linked }: { channelId: string; linked: ElsewhereItem }) => {
  const t = useTexts()
  const close = <Link href={paths.channel(channelId)}>{t.common.close}</Link>
  switch (linked.state) {
    case 'far':
      return (
        <div className={styles.notice}>
          <Notice tone="ask" icon={<History size={22} />} title={t.timeline.tooFar} action={close}>
            <FarItem channelId={channelId} item={linked.item} />
          </Notice>
        </div>
      )
    case 'gone':
    case 'offline':
      return (
        <div className={styles.notice}>
          <Notice tone="calm" action={close}>
            {linked.state === 'gone' ? t.timeline.itemGone : t.timeline.itemOffline}
          </Notice>
        </div>
      )
  }
}
