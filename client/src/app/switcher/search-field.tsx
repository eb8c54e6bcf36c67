import { Search } from 'lucide-react'
import { useTexts } from '../../i18n/i18n.tsx'
import { shortcutName } from '../../ui/keys.ts'
import { useOverlay } from '../overlays.tsx'
import styles from './search-field.module.css'

/** Looks like a field and opens the switcher, which has the real one. */
export const SearchField = () => {
  const t = useTexts()
  const open = useOverlay()
  return (
    <button
      type="button"
      className={styles.field}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => open('switcher')}
    >
      <Search size={20} />
      <span className={styles.text}>{t.switcher.open}</span>
      <span className={styles.keys} aria-hidden="true">
        {shortcutName('K')}
      </span>
    </button>
  )
}
