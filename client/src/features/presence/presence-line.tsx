import { Pencil } from 'lucide-react'
import { useI18n } from '../../i18n/i18n.tsx'
import { shownName } from '../../ports/people.ts'
import { useReplica } from '../../ports/session.tsx'
import { personById } from '../../replica/selectors.ts'
import styles from './presence-line.module.css'

const most = 3

/**
 * Who writes now, else who is here. Always as high as one line, so that nothing jumps when someone starts. Not
 * announced: a screen reader would be interrupted for what is not said yet.
 */
export const PresenceLine = ({ channelId }: { channelId: string }) => {
  const { t, list } = useI18n()
  const people = useReplica((state) => state.presence.get(channelId))
  const all = [...(people ?? [])]
  const writers = all.filter(([, { doing }]) => doing === 'writing')
  const shown = writers.length > 0 ? writers : all
  const names = useReplica((state) =>
    shown
      .slice(0, most)
      .map(([personId]) => shownName(personById(state, personId), t))
      .join('\n'),
  )
  const told = names === '' ? [] : names.split('\n')
  const more = shown.length - told.length
  const who = list(more > 0 ? [...told, t.presence.others(more)] : told)
  return (
    <p className={styles.line}>
      {told.length === 0 ? null : (
        <>
          {writers.length > 0 ? <Pencil size={16} aria-hidden="true" /> : <span className={styles.dot} />}
          <span className={styles.text}>
            {writers.length > 0 ? t.presence.writing(who, shown.length) : t.presence.here(who, shown.length)}
          </span>
        </>
      )}
    </p>
  )
}
