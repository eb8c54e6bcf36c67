import { sayNoticed } from '@bijpraat/contract'
import { EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../i18n/i18n.tsx'
import { useModerationTexts } from '../../i18n/moderation-texts.ts'
import { useEngine, useReplica } from '../../ports/session.tsx'
import { channelContent } from '../../replica/selectors.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { AskSheet } from './ask-sheet.tsx'
import { newestTold, type Told } from './own-reports.ts'
import styles from './told-notice.module.css'

/** What moderators did to something of mine, until I say that I have seen it. */
export const ToldNotice = () => {
  const told = useReplica(newestTold)
  return told === null ? null : <Shown key={told.noticeId} told={told} />
}

const Shown = ({ told: { noticeId, content } }: { told: Told }) => {
  const { dates } = useI18n()
  const texts = useModerationTexts()
  const engine = useEngine()
  const { act, scope, itemId, reason, until } = content
  const [asks, setAsks] = useState(false)
  const name = useReplica((state) => channelContent(state, scope)?.name)
  const where = scope === 'all' ? texts.everywhere : (name ?? texts.somewhere)
  const seen = () => void engine.command(sayNoticed, { noticeId })
  const isHidden = itemId !== null && (act === 'hide' || act === 'dismiss')
  return (
    <section className={styles.told} aria-label={texts.title}>
      <Notice
        tone="ask"
        icon={<EyeOff size={22} />}
        title={texts.told[act](where)}
        action={
          <div className={styles.ways}>
            {isHidden ? (
              <Button look="quiet" onClick={() => setAsks(true)}>
                {texts.ask}
              </Button>
            ) : null}
            <Button onClick={seen}>{texts.seen}</Button>
          </div>
        }
      >
        {reason === '' ? null : <bdi>{texts.because(reason)}</bdi>}
        {until === null ? null : <> {texts.until(dates.date(until))}</>}
      </Notice>
      {asks && itemId !== null ? (
        <AskSheet of={{ channelId: scope, itemId }} onAsked={seen} onClose={() => setAsks(false)} />
      ) : null}
    </section>
  )
}
