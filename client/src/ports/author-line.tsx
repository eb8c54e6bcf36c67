import { Landmark } from 'lucide-react'
import { useI18n } from '../i18n/i18n.tsx'
import { Badge } from '../ui/badge.tsx'
import styles from './author-line.module.css'
import type { ShownPerson } from './people.ts'

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

/** When it was written, and that it was changed since. */
export const When = ({
  item,
  timeHidden = false,
}: {
  item: { createdAt: number; writtenAt?: number | undefined; editedAt?: number | undefined }
  /** Where the time stands elsewhere already. */
  timeHidden?: boolean
}) => {
  const { t, dates } = useI18n()
  return (
    <>
      {timeHidden ? null : (
        <time className={styles.time} dateTime={new Date(item.createdAt).toISOString()}>
          {dates.time(item.createdAt)}
        </time>
      )}
      {item.writtenAt === undefined ? null : (
        <span className={styles.time}>{t.item.writtenAt(dates.moment(item.writtenAt, item.createdAt))}</span>
      )}
      {item.editedAt === undefined ? null : <span className={styles.time}>{t.item.edited}</span>}
    </>
  )
}
