import { Button } from './button.tsx'
import styles from './confirm-sheet.module.css'
import { Notice } from './notice.tsx'
import { Sheet } from './sheet.tsx'

/** Asks once more before something that cannot be undone; says what will happen. */
export const ConfirmSheet = ({
  title,
  text,
  confirm,
  cancel,
  closeLabel,
  busy,
  error,
  onConfirm,
  onClose,
}: {
  title: string
  text: string
  confirm: string
  cancel: string
  closeLabel: string
  busy: boolean
  error: string | null
  onConfirm: () => void
  onClose: () => void
}) => (
  <Sheet title={title} closeLabel={closeLabel} onClose={onClose}>
    <p>{text}</p>
    {error ? <Notice tone="danger">{error}</Notice> : null}
    <div className={styles.ways}>
      <Button look="danger" busy={busy} onClick={onConfirm}>
        {confirm}
      </Button>
      <Button look="quiet" onClick={onClose}>
        {cancel}
      </Button>
    </div>
  </Sheet>
)
