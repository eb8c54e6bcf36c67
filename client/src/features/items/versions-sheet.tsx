import { itemKinds, itemVersions } from '@bijpraat/contract'
import { useI18n } from '../../i18n/i18n.tsx'
import { useFetched } from '../../ports/use-fetched.ts'
import { useNow } from '../../ports/use-now.ts'
import type { Versioned } from '../../ports/versions.ts'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RichText } from '../../ui/rich-text/rich-text.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import styles from './versions-sheet.module.css'

/** Of a version that this app cannot read nothing is shown. */
const wordsOf = (kind: string, content: unknown): { title: string; text: string } | null => {
  const known = itemKinds.get(kind)
  const read = known?.content.safeParse(content)
  if (!known || !read?.success) return null
  const [title = '', ...lines] = known.plainText(read.data).split('\n')
  return { title, text: lines.join('\n') }
}

/** What an official item said before it was changed, the newest first. */
export const VersionsSheet = ({ channelId, itemId, kind, onClose }: Versioned & { onClose: () => void }) => {
  const { t, dates } = useI18n()
  const now = useNow()
  const { fetched } = useFetched(itemVersions, { channelId, itemId })
  const versions = fetched.state === 'here' ? fetched.data.versions.toReversed() : []
  return (
    <Sheet title={t.versions.title} closeLabel={t.common.close} onClose={onClose}>
      {fetched.state === 'loading' ? <Loading label={t.common.loading} rows={2} /> : null}
      {fetched.state === 'refused' ? <Notice tone="calm">{t.versions.notNow}</Notice> : null}
      {fetched.state === 'here' && versions.length === 0 ? <p>{t.versions.none}</p> : null}
      <ol className={styles.versions}>
        {versions.map(({ at, content }, index) => {
          const words = wordsOf(kind, content)
          return words === null ? null : (
            <li key={`${at} ${versions.length - index}`} className={styles.version}>
              <p className={styles.when}>{t.versions.from(dates.moment(at, now))}</p>
              <h3 className={styles.title} dir="auto">
                {words.title}
              </h3>
              <RichText source={words.text} />
            </li>
          )
        })}
      </ol>
    </Sheet>
  )
}
