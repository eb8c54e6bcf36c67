import { type AgreementContent, changeAgreement } from '@bijpraat/contract'
import { useEffect, useRef } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useTexts } from '../../i18n/i18n.tsx'
import { refusalText } from '../../ports/refusal-text.ts'
import { useEngine, useReplica } from '../../ports/session.tsx'
import type { OutboxEntry } from '../../replica/replica.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import styles from './agreement.module.css'
import { clashesOf, failedOf } from './agreement-state.ts'
import { type Speech, valueInWords } from './agreement-words.ts'

/** What one wrote beside what somebody else wrote meanwhile: neither is lost. */
const Clashes = ({
  entry,
  content,
  speech,
}: {
  entry: OutboxEntry
  content: AgreementContent
  speech: Speech
}) => (
  <dl className={styles.clashes}>
    {clashesOf(entry, content).map(({ field, now, wanted }) => (
      <div key={field}>
        <dt>
          {speech.texts.sections[field]}, {speech.texts.nowThere.toLowerCase()}
        </dt>
        <dd>
          <bdi>{valueInWords(field, now, speech)}</bdi>
        </dd>
        <dt>{speech.texts.youWrote}</dt>
        <dd>
          <bdi>{valueInWords(field, wanted, speech)}</bdi>
        </dd>
      </div>
    ))}
  </dl>
)

/** Own changes that were refused, each with its ways out. */
export const AgreementFailed = ({
  channelId,
  content,
  speech,
  adjusting,
}: {
  channelId: string
  content: AgreementContent
  speech: Speech
  /** What opens the form again with what was written, beside what is there now. */
  adjusting: (entry: OutboxEntry) => (() => void) | null
}) => {
  const t = useTexts()
  const engine = useEngine()
  const { texts } = speech
  const failed = useReplica(useShallow((state) => failedOf(channelId, state.outbox)))
  const top = useRef<HTMLDivElement>(null)
  const count = failed.length
  // It is told where one looks, however far down the page one was.
  useEffect(() => {
    if (count > 0) top.current?.scrollIntoView({ block: 'center' })
  }, [count])
  const notices = failed.map((entry) => {
    const isChange = entry.command === changeAgreement.name
    const clashes = isChange && entry.code === 'other_state'
    const adjust = clashes ? adjusting(entry) : null
    return (
      <Notice
        key={entry.commandId}
        tone="danger"
        title={isChange ? texts.failed : texts.failedConfirm}
        action={
          <>
            {adjust ? <Button onClick={adjust}>{texts.adjust}</Button> : null}
            {entry.code === 'other_state' ? null : (
              <Button onClick={() => engine.retry(entry.commandId)}>{t.item.retry}</Button>
            )}
            <Button look="quietDanger" onClick={() => engine.discard(entry.commandId)}>
              {texts.discard}
            </Button>
          </>
        }
      >
        {clashes ? (
          <>
            <p>{texts.meanwhile}</p>
            <Clashes entry={entry} content={content} speech={speech} />
          </>
        ) : (
          refusalText({ code: entry.code ?? 'internal' }, t)
        )}
      </Notice>
    )
  })
  return count === 0 ? null : (
    <div ref={top} className={styles.failed}>
      {notices}
    </div>
  )
}
