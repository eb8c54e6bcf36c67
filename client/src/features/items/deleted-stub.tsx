import { undoDeleteMs } from '@bijpraat/contract'
import { Eye, Undo2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import type { HeldItem } from '../../replica/replica.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import styles from './deleted-stub.module.css'

/** Whether something deleted can still be brought back; turns false by itself when the time is over. */
const useInTime = (deletedAt: number | undefined): boolean => {
  const left = () => (deletedAt === undefined ? 0 : deletedAt + undoDeleteMs - Date.now())
  const [inTime, setInTime] = useState(() => left() > 0)
  useEffect(() => {
    const ms = deletedAt === undefined ? 0 : deletedAt + undoDeleteMs - Date.now()
    setInTime(ms > 0)
    if (ms <= 0) return
    const timer = setTimeout(() => setInTime(false), ms)
    return () => clearTimeout(timer)
  }, [deletedAt])
  return inTime
}

/** What stays where something was deleted, or where this audience may not see it. */
export const DeletedStub = ({
  item,
  mine,
  focused,
  onRestore,
  onShow,
}: {
  item: HeldItem
  mine: boolean
  /** It was deleted here just now, and what had the focus has gone with it. */
  focused: boolean
  onRestore: (() => void) | null
  /** By who moderates, of what a moderator hid. */
  onShow: (() => void) | null
}) => {
  const t = useTexts()
  const inTime = useInTime(item.deletedAt)
  const undo = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (focused && document.activeElement === document.body) undo.current?.focus({ preventScroll: true })
  }, [focused])
  const gone = item.hidden ? t.item.hiddenByModerator : t.item.deleted
  const words = item.deletedAt === undefined ? t.item.hidden : gone
  return (
    <div className={classes(styles.stub, mine && styles.mine)}>
      <span>{words}</span>
      {onShow ? (
        <Button look="quiet" icon={<Eye size={20} />} onClick={onShow}>
          {t.item.showAgain}
        </Button>
      ) : null}
      {onRestore && inTime ? (
        <Button ref={undo} look="quiet" icon={<Undo2 size={20} />} onClick={onRestore}>
          {t.common.undo}
        </Button>
      ) : null}
    </div>
  )
}
