import { ChevronRight, Mail } from 'lucide-react'
import { Link } from 'wouter'
import { useI18n } from '../i18n/i18n.tsx'
import { paths } from '../ports/paths.ts'
import { useMe } from '../ports/session.tsx'
import styles from './hints.module.css'

/** Above where one writes, as long as the address is not proved. */
export const ConfirmHint = () => {
  const { t, dates } = useI18n()
  const me = useMe()
  if (!me || me.confirmBy === null) return null
  return (
    <Link href={paths.me} className={styles.hint}>
      <Mail size={20} />
      <span className={styles.text}>
        {t.composer.confirmBefore(dates.deadline(me.confirmBy, Date.now()))}
      </span>
      <ChevronRight size={20} />
    </Link>
  )
}
