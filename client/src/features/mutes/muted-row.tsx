import { VolumeX } from 'lucide-react'
import { type MouseEvent, type ReactNode, useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useReplica } from '../../ports/session.tsx'
import { isPersonMuted } from '../../replica/muted.ts'
import styles from './muted-row.module.css'

/** Talk of someone whom one muted: one line, until one asks to see it. */
export const MutedRow = ({ authorId, children }: { authorId: string | null; children: ReactNode }) => {
  const t = useTexts()
  const muted = useReplica((state) => isPersonMuted(state, authorId))
  const [shown, setShown] = useState(false)
  if (!muted || shown) return children
  const show = ({ currentTarget }: MouseEvent) => {
    const row = currentTarget.closest('[data-item]')
    setShown(true)
    // What had the focus goes with the line; the message has a control of its own.
    requestAnimationFrame(() =>
      row?.querySelector<HTMLElement>('button[aria-haspopup="menu"]')?.focus({ preventScroll: true }),
    )
  }
  return (
    <button type="button" className={styles.row} onClick={show}>
      <VolumeX size={20} />
      <span>
        {t.mute.folded} <span className={styles.show}>{t.mute.show}</span>
      </span>
    </button>
  )
}
