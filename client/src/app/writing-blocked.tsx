import { joinChannel } from '@bijpraat/contract'
import { LogIn, Mail, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { paths } from '../ports/paths.ts'
import type { Writing } from '../ports/rights.ts'
import { useChange } from '../ports/use-ask.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import styles from './hints.module.css'

const Bar = ({ text, way }: { text: ReactNode; way?: ReactNode }) => (
  <div className={styles.blocked}>
    <div className={styles.inner}>
      <div className={styles.text}>{text}</div>
      {way}
    </div>
  </div>
)

const Join = ({ channelId }: { channelId: string }) => {
  const { t } = useI18n()
  const { change, busy, error } = useChange(joinChannel)
  return (
    <Bar
      text={error ? <Notice tone="danger">{error}</Notice> : t.channels.joinText}
      way={
        <Button
          look="primary"
          busy={busy}
          icon={<Plus size={22} />}
          onClick={() => void change({ channelId })}
        >
          {t.channels.join}
        </Button>
      }
    />
  )
}

/** In place of where one writes: why one cannot, and what to do about it. */
export const WritingBlocked = ({
  channelId,
  writing,
}: {
  channelId: string
  writing: Exclude<Writing, { may: true }>
}) => {
  const { t, dates } = useI18n()
  switch (writing.why) {
    case 'signIn':
      return (
        <Bar
          text={t.channels.signInToWrite}
          way={
            <ButtonLink
              look="primary"
              href={paths.signInFor(paths.channel(channelId))}
              icon={<LogIn size={22} />}
            >
              {t.shell.signIn}
            </ButtonLink>
          }
        />
      )
    case 'join':
      return <Join channelId={channelId} />
    case 'byInvitation':
      return <Bar text={t.channels.byInvitation} />
    case 'archived':
      return <Bar text={t.channels.archivedText} />
    case 'readOnly':
      return <Bar text={t.channels.readOnly} />
    case 'unconfirmed':
      return (
        <Bar
          text={t.composer.unconfirmed}
          way={
            <ButtonLink look="primary" href={paths.me} icon={<Mail size={22} />}>
              {t.composer.confirmNow}
            </ButtonLink>
          }
        />
      )
    case 'banned':
      return (
        <Bar
          text={
            <>
              <bdi>{t.composer.banned(writing.reason)}</bdi>{' '}
              {writing.until === null ? '' : t.composer.bannedUntil(dates.date(writing.until))}
            </>
          }
        />
      )
  }
}
