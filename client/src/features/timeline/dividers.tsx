import { ArrowDown } from 'lucide-react'
import { useI18n } from '../../i18n/i18n.tsx'
import styles from './dividers.module.css'

/** The day that begins here, in words. */
export const DayDivider = ({ at, now }: { at: number; now: number }) => (
  <h2 className={styles.day}>{useI18n().dates.day(at, now)}</h2>
)

/** Where what is new began when the channel was opened. */
export const NewDivider = () => (
  <div className={styles.new}>
    <span className={styles.sign}>
      <ArrowDown size={20} />
      {useI18n().t.timeline.newFromHere}
    </span>
  </div>
)
