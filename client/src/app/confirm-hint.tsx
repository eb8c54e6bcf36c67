import { Mail } from 'lucide-react'
import { useI18n } from '../i18n/i18n.tsx'
import { paths } from '../ports/paths.ts'
import { useMe } from '../ports/session.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import styles from './hints.module.css'

/** Above where one writes, as long as the address is not proved. */
export const ConfirmHint = () => {
  const { t, dates } = useI18n()
  const me = useMe()
  if (!me || me.confirmBy === null) return null
  return (
    <div className={styles.hint}>
      <Notice
        tone="ask"
        icon={<Mail size={22} />}
        action={<ButtonLink href={paths.me}>{t.composer.confirmNow}</ButtonLink>}
      >
        {t.composer.confirmBefore(dates.deadline(me.confirmBy, Date.now()))}
      </Notice>
    </div>
  )
}
