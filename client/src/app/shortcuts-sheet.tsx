import type { ReactNode } from 'react'
import { useTexts } from '../i18n/i18n.tsx'
import { ChecksField } from '../ui/field.tsx'
import { shortcutName } from '../ui/keys.ts'
import { Sheet } from '../ui/sheet.tsx'
import { keepQuestionKey, useQuestionKey } from './question-key.ts'
import styles from './shortcuts-sheet.module.css'

const Keys = ({ keys, children }: { keys: readonly string[]; children: ReactNode }) => (
  <div className={styles.line}>
    <dt className={styles.keys}>
      {keys.map((key) => (
        <kbd key={key} className={styles.key}>
          {key}
        </kbd>
      ))}
    </dt>
    <dd>{children}</dd>
  </div>
)

/** Which keys do what. A key without a modifier can be switched off, for who speaks to the device. */
export const ShortcutsSheet = ({ onClose }: { onClose: () => void }) => {
  const t = useTexts()
  const { shortcuts } = t
  const on = useQuestionKey()
  return (
    <Sheet title={shortcuts.title} closeLabel={t.common.close} onClose={onClose}>
      <h3 className={styles.part}>{shortcuts.everywhere}</h3>
      <dl className={styles.list}>
        <Keys keys={[shortcutName('K')]}>{shortcuts.switcher}</Keys>
        <Keys keys={['Esc']}>{shortcuts.close}</Keys>
        <Keys keys={['?']}>{shortcuts.help}</Keys>
      </dl>
      <h3 className={styles.part}>{shortcuts.writing}</h3>
      <dl className={styles.list}>
        <Keys keys={['Enter']}>{shortcuts.send}</Keys>
        <Keys keys={['Shift Enter']}>{shortcuts.newLine}</Keys>
        <Keys keys={['↑']}>{shortcuts.editLast}</Keys>
        <Keys keys={['Esc']}>{shortcuts.stopEditing}</Keys>
      </dl>
      <h3 className={styles.part}>{shortcuts.reading}</h3>
      <dl className={styles.list}>
        <Keys keys={['↑', '↓']}>{shortcuts.walk}</Keys>
        <Keys keys={['Menu', 'Shift F10']}>{shortcuts.menu}</Keys>
        <Keys keys={['Esc']}>{shortcuts.toWriting}</Keys>
      </dl>
      <div className={styles.choice}>
        <ChecksField
          label={shortcuts.loneKey}
          hint={shortcuts.loneKeyHint}
          choices={[{ value: 'on', name: shortcuts.loneKeyOn }]}
          values={on ? ['on'] : []}
          onChange={(values) => keepQuestionKey(values.includes('on'))}
        />
      </div>
    </Sheet>
  )
}
