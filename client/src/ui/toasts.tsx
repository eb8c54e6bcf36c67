import { X } from 'lucide-react'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react'
import styles from './toasts.module.css'
import { useTimer } from './use-timer.ts'

export type Toast = {
  text: string
  action?: { label: string; run: () => void }
  /** It is gone, and its action was not taken. */
  onGone?: () => void
}

type Shown = Toast & { key: number }

/** Long enough to read twice and to reach the button by keyboard. */
const shownMs = 12_000

type ShowToast = (toast: Toast) => () => void

const ToastContext = createContext<ShowToast | null>(null)

/** Tells that something was done, with a way to undo it. What it returns takes it away. */
export const useToast = () => {
  const show = useContext(ToastContext)
  if (!show) throw new Error('useToast is used outside <Toasts>')
  return show
}

type RowProps = { toast: Shown; closeLabel: string; onClose: () => void; onAct: () => void }

const Row = ({ toast, closeLabel, onClose, onAct }: RowProps) => {
  const { pause, resume } = useTimer(shownMs, onClose)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: reading on stops the clock, nothing is operated here
    <div
      className={styles.toast}
      onPointerEnter={pause}
      onPointerLeave={resume}
      onFocus={pause}
      onBlur={resume}
    >
      <span className={styles.text}>{toast.text}</span>
      {toast.action ? (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            onAct()
            toast.action?.run()
          }}
        >
          {toast.action.label}
        </button>
      ) : null}
      <button type="button" className={styles.close} aria-label={closeLabel} onClick={onClose}>
        <X size={22} />
      </button>
    </div>
  )
}

/** Holds what was told last; at most two at a time. */
export const Toasts = ({ closeLabel, children }: { closeLabel: string; children: ReactNode }) => {
  const [shown, setShown] = useState<readonly Shown[]>([])
  const now = useRef<readonly Shown[]>([])
  const nextKey = useRef(0)
  const put = useCallback((next: readonly Shown[], actedOn?: Shown) => {
    const gone = now.current.filter((toast) => !next.includes(toast) && toast !== actedOn)
    now.current = next
    setShown(next)
    for (const toast of gone) toast.onGone?.()
  }, [])
  const without = useCallback((key: number) => now.current.filter((toast) => toast.key !== key), [])
  const show = useCallback(
    (toast: Toast) => {
      nextKey.current += 1
      const key = nextKey.current
      put([...now.current.slice(-1), { ...toast, key }])
      return () => put(without(key))
    },
    [put, without],
  )
  const rows = useMemo(
    () =>
      shown.map((toast) => (
        <Row
          key={toast.key}
          toast={toast}
          closeLabel={closeLabel}
          onClose={() => put(without(toast.key))}
          onAct={() => put(without(toast.key), toast)}
        />
      )),
    [shown, closeLabel, put, without],
  )
  return (
    <ToastContext value={show}>
      {children}
      <div className={styles.region} role="status">
        {rows}
      </div>
    </ToastContext>
  )
}
