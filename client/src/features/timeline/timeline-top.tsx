import { History } from 'lucide-react'
import { useTexts } from '../../i18n/i18n.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './timeline-top.module.css'
import type { OlderState } from './use-older.ts'

/** Height in px of what stands above the oldest line; fixed, so that its changes move nothing. */
export const topHeight = 72

/** Above the oldest line: the beginning of the channel, or the way to what is older. */
export const TimelineTop = ({
  reachedStart,
  name,
  state,
  load,
}: {
  reachedStart: boolean
  name: string
  state: OlderState
  load: () => Promise<void>
}) => {
  const t = useTexts()
  if (reachedStart) return <p className={styles.top}>{t.timeline.begins(name)}</p>
  return (
    <div className={styles.top}>
      {state === 'loading' ? (
        <span>{t.timeline.loadingOlder}</span>
      ) : (
        <Button look="quiet" icon={<History size={22} />} onClick={() => void load()}>
          {state === 'offline' ? t.timeline.olderOffline : t.timeline.older}
        </Button>
      )}
    </div>
  )
}
