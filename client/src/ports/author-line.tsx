import { Landmark } from 'lucide-react'
import { useI18n } from '../i18n/i18n.tsx'
import { Badge } from '../ui/badge.tsx'
import styles from './author-line.module.css'
import type { ShownPerson } from './people.ts'
import { useVersions, type Versioned } from './versions.ts'

/** Who, with the badge of the municipality from the directory. */
export const AuthorName = ({ author }: { author: ShownPerson }) => {
  const { t } = useI18n()
  return (
    <>
      <bdi className={styles.name}>{author.name}</bdi>
      {author.official ? (
        <Badge tone="official" icon={<Landmark size={16} />}>
          {t.roles.official}
        </Badge>
      ) : null}
    </>
  )
}

type Times = { createdAt: number; writtenAt?: number | undefined; editedAt?: number | undefined }

const iso = (ms: number) => new Date(ms).toISOString()

/** When it was written, and that it was changed since. What was written long before it came in says that. */
export const When = ({
  item,
  versioned,
  timeHidden = false,
}: {
  item: Times
  /** Earlier versions of it are kept: that it was changed leads to them. */
  versioned?: Versioned | undefined
  /** Where the time of arrival stands elsewhere already. */
  timeHidden?: boolean
}) => {
  const { t, dates } = useI18n()
  const openVersions = useVersions()
  const { createdAt, writtenAt, editedAt } = item
  const isOpenable = versioned !== undefined && openVersions !== null
  return (
    <>
      {writtenAt === undefined && !timeHidden ? (
        <time className={styles.time} dateTime={iso(createdAt)}>
          {dates.time(createdAt)}
        </time>
      ) : null}
      {writtenAt === undefined ? null : (
        <time className={styles.time} dateTime={iso(writtenAt)}>
          {t.item.writtenAt(dates.moment(writtenAt, createdAt))}
        </time>
      )}
      {/* Where these are words in a line. */}
      {editedAt === undefined ? null : ' '}
      {editedAt === undefined || isOpenable ? null : <span className={styles.time}>{t.item.edited}</span>}
      {editedAt !== undefined && isOpenable ? (
        <button
          type="button"
          className={styles.edited}
          aria-haspopup="dialog"
          onClick={() => openVersions(versioned)}
        >
          {t.item.edited}
        </button>
      ) : null}
    </>
  )
}
