import { Clock } from 'lucide-react'
import { useOwnTexts } from '../../i18n/own-texts.ts'
import { useReplica } from '../../ports/session.tsx'
import styles from './scheduled.module.css'
import { scheduledBy } from './scheduled-items.ts'

/** Above where one writes: that something goes out later, or could not. */
export const ScheduledLine = ({ channelId, onOpen }: { channelId: string; onOpen: () => void }) => {
  const texts = useOwnTexts()
  const count = useReplica((state) => scheduledBy(state).filter((one) => one.channelId === channelId).length)
  const failed = useReplica(
    (state) =>
      scheduledBy(state).filter((one) => one.channelId === channelId && one.state === 'failed').length,
  )
  if (count === 0) return null
  return (
    <div className={styles.line}>
      <button type="button" className={styles.open} aria-haspopup="dialog" onClick={onOpen}>
        <Clock size={20} />
        <span>{failed > 0 ? texts.notSent(failed) : texts.waits(count)}</span>
      </button>
    </div>
  )
}
