import { itemKinds } from '@bijpraat/contract'
import { BookmarkX } from 'lucide-react'
import { useMemo } from 'react'
import { Link } from 'wouter'
import { useI18n } from '../../i18n/i18n.tsx'
import { useOwnTexts } from '../../i18n/own-texts.ts'
import { AuthorName } from '../../ports/author-line.tsx'
import { paths } from '../../ports/paths.ts'
import { usePerson } from '../../ports/people.ts'
import { useReplica } from '../../ports/session.tsx'
import { useNow } from '../../ports/use-now.ts'
import type { HeldItem, ReplicaState } from '../../replica/replica.ts'
import { channelContent, isComing } from '../../replica/selectors.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { type SavedRef, savedBy } from './saved-items.ts'
import styles from './saved-page.module.css'
import { keyOf, useLookedUp } from './use-looked-up.ts'
import { useSaving } from './use-saving.ts'

const heldHere = ({ channels }: ReplicaState, { channelId, itemId }: SavedRef): HeldItem | undefined =>
  channels.get(channelId)?.items.get(itemId)

const textOf = (item: HeldItem): string =>
  item.fits ? (itemKinds.get(item.kind)?.plainText(item.content) ?? '') : ''

/** What it says now, or why that can't be shown. */
const Words = ({ item }: { item: HeldItem | null | undefined }) => {
  const texts = useOwnTexts()
  const offline = useReplica((state) => state.connection !== 'live')
  if (item === undefined)
    return <span className={styles.aside}>{offline ? texts.notHere : texts.coming}</span>
  if (item === null || item.kind === 'stub') return <span className={styles.aside}>{texts.gone}</span>
  if (item.content === null) return <span className={styles.aside}>{texts.deleted}</span>
  return (
    <bdi className={styles.words} dir="auto">
      {textOf(item)}
    </bdi>
  )
}

/** @param lookedUp the item where this device does not hold it */
const Entry = ({ saved, lookedUp }: { saved: SavedRef; lookedUp: HeldItem | null | undefined }) => {
  const { t, dates } = useI18n()
  const now = useNow()
  const save = useSaving()
  const held = useReplica((state) => heldHere(state, saved))
  const item = held ?? lookedUp
  const author = usePerson(item?.authorId ?? null)
  const name = useReplica((state) => channelContent(state, saved.channelId)?.name)
  const isThere = Boolean(item?.content)
  const face = (
    <>
      <span className={styles.head}>
        {item && isThere ? <AuthorName author={author} /> : null}
        <span className={styles.where}>
          {name === undefined ? null : <bdi>{name}</bdi>}
          {item ? ` ${dates.short(item.createdAt, now)}` : null}
        </span>
      </span>
      <Words item={item} />
    </>
  )
  return (
    <li className={styles.entry}>
      {isThere ? (
        <Link href={paths.item(saved.channelId, saved.itemId)} className={styles.face}>
          {face}
        </Link>
      ) : (
        <div className={styles.face}>{face}</div>
      )}
      <Button look="quiet" icon={<BookmarkX size={20} />} onClick={() => save(saved, false)}>
        {t.item.unsave}
      </Button>
    </li>
  )
}

/** What this person keeps to come back to, newest first. */
export const SavedPage = () => {
  const { t } = useI18n()
  const texts = useOwnTexts()
  const list = useReplica(savedBy)
  const coming = useReplica(isComing)
  const channels = useReplica((state) => state.channels)
  const missing = useMemo(
    () => list.filter(({ channelId, itemId }) => !channels.get(channelId)?.items.has(itemId)),
    [list, channels],
  )
  const found = useLookedUp(missing)
  return (
    <Page
      header={
        <PageHeader title={texts.saved} back={{ href: paths.me, label: t.common.back, always: true }} />
      }
    >
      {list.length === 0 && coming ? <Loading label={t.common.loading} rows={4} /> : null}
      {list.length === 0 && !coming ? (
        <Empty title={texts.noneSaved} text={texts.noneSavedText} lit={0} />
      ) : null}
      {list.length > 0 ? (
        <ul className={styles.list}>
          {list.map((saved) => (
            <Entry key={keyOf(saved)} saved={saved} lookedUp={found.get(keyOf(saved))} />
          ))}
        </ul>
      ) : null}
    </Page>
  )
}
