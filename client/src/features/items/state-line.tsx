import { Check, CircleAlert, Clock, Copy } from 'lucide-react'
import { useI18n } from '../../i18n/i18n.tsx'
import { refusalText } from '../../ports/refusal-text.ts'
import { useEngine } from '../../ports/session.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import type { RowState } from './row-state.ts'
import styles from './state-line.module.css'

const Failed = ({ state, onCopy }: { state: Extract<RowState, { state: 'failed' }>; onCopy: () => void }) => {
  const { t } = useI18n()
  const engine = useEngine()
  const reason = refusalText(state, t)
  const isItem = state.what === 'item'
  return (
    <div role="alert">
      <div className={classes(styles.line, styles.failed)}>
        <CircleAlert size={20} />
        <span>{isItem ? t.item.failed(reason) : t.item.changeFailed(reason)}</span>
      </div>
      <div className={styles.ways}>
        <Button onClick={() => engine.retry(state.commandId)}>{t.item.retry}</Button>
        {isItem ? (
          <Button look="quiet" icon={<Copy size={20} />} onClick={onCopy}>
            {t.item.copyText}
          </Button>
        ) : null}
        <Button look="quietDanger" onClick={() => engine.discard(state.commandId)}>
          {isItem ? t.item.discard : t.item.discardChange}
        </Button>
      </div>
    </div>
  )
}

/** How far an own item or change is: waiting, being sent, sent, failed with ways out. */
export const StateLine = ({
  state,
  sentAt,
  onCopy,
}: {
  state: RowState
  sentAt: number
  onCopy: () => void
}) => {
  const { t, dates } = useI18n()
  switch (state.state) {
    case 'quiet':
      return null
    case 'failed':
      return <Failed state={state} onCopy={onCopy} />
    case 'sent':
      return (
        <div className={styles.line}>
          <Check size={18} />
          <span>{t.item.sent(dates.time(sentAt))}</span>
        </div>
      )
    case 'sending':
    case 'waiting': {
      const waits = state.what === 'item' ? t.item.waiting : t.item.changeWaiting
      return (
        <div className={styles.line}>
          <Clock size={18} />
          <span>{state.state === 'sending' ? t.item.sending : waits}</span>
        </div>
      )
    }
  }
}
