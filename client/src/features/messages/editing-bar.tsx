import { Pencil } from 'lucide-react'
import { useTexts } from '../../i18n/i18n.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './composer.module.css'

/** Above the field while an own message is being changed. */
export const EditingBar = ({ onEnd }: { onEnd: () => void }) => {
  const t = useTexts()
  return (
    <div className={styles.editing}>
      <Pencil size={20} />
      <span className={styles.editingText}>{t.composer.editing}</span>
      <Button look="quiet" onClick={onEnd}>
        {t.composer.stopEditing}
      </Button>
    </div>
  )
}
