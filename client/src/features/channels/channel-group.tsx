import { ChevronDown } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { keepMineList, readMineList, useMineList } from '../../ports/kept-here.ts'
import { Count } from '../../ui/badge.tsx'
import { classes } from '../../ui/classes.ts'
import styles from './channel-group.module.css'

const key = 'folded'

const turn = (group: string) => {
  const folded = readMineList(key)
  keepMineList(key, folded.includes(group) ? folded.filter((other) => other !== group) : [...folded, group])
}

/** Whether a group is folded on this device. */
export const useFolded = (group: string): boolean => useMineList(key).includes(group)

/** A titled group of channels that folds; folded it still tells how much is new in it. */
export const ChannelGroup = ({
  group,
  title,
  unread,
  folded,
  children,
}: {
  group: string
  title: string
  unread: number
  folded: boolean
  children: ReactNode
}) => {
  const t = useTexts()
  const id = useId()
  return (
    <section>
      <h2 className={styles.heading}>
        <button
          type="button"
          className={styles.title}
          aria-expanded={!folded}
          aria-controls={id}
          onClick={() => turn(group)}
        >
          <span className={styles.name}>{title}</span>
          {folded && unread > 0 ? <Count value={unread} label={t.channels.unread(unread)} /> : null}
          <ChevronDown className={classes(styles.arrow, folded && styles.folded)} size={20} />
        </button>
      </h2>
      <div id={id}>{children}</div>
    </section>
  )
}
