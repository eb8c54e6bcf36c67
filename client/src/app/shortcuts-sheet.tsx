import type { ReactNode } from 'react'
import { useTexts } from '../i18n/i18n.tsx'
import { useOwnTexts } from '../i18n/own-texts.ts'
import { keepLoneKeys, loneKeys, useLoneKeys } from '../ports/lone-keys.ts'
import { ChecksField } from '../ui/field.tsx'
import { shortcutName } from '../ui/keys.ts'
import { Sheet } from '../ui/sheet.tsx'
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
  const { keys } = useOwnTexts()
  const lone = (key: string) => [key.toUpperCase()]
  const on = useLoneKeys()
  return (
    <Sheet title={t.shortcuts.title} closeLabel={t.common.close} onClose={onClose}>
      <h3 className={styles.part}>{keys.everywhere}</h3>
      <dl className={styles.list}>
        <Keys keys={[shortcutName('K')]}>{keys.switcher}</Keys>
        {on ? (
          <>
            <Keys keys={lone(loneKeys.home)}>{keys.home}</Keys>
            <Keys keys={lone(loneKeys.nextUnread)}>{keys.nextUnread}</Keys>
            <Keys keys={lone(loneKeys.saved)}>{keys.saved}</Keys>
          </>
        ) : null}
        <Keys keys={['Esc']}>{keys.close}</Keys>
        {on ? <Keys keys={lone(loneKeys.help)}>{keys.help}</Keys> : null}
      </dl>
      <h3 className={styles.part}>{keys.writing}</h3>
      <dl className={styles.list}>
        <Keys keys={['Enter']}>{keys.send}</Keys>
        <Keys keys={['Shift Enter']}>{keys.newLine}</Keys>
        <Keys keys={['↑']}>{keys.editLast}</Keys>
        <Keys keys={['Esc']}>{keys.stopEditing}</Keys>
        <Keys keys={['Esc']}>{keys.toNewest}</Keys>
      </dl>
      <h3 className={styles.part}>{keys.reading}</h3>
      <dl className={styles.list}>
        <Keys keys={['↑', '↓']}>{keys.walk}</Keys>
        <Keys keys={['Menu', 'Shift F10']}>{keys.menu}</Keys>
        <Keys keys={['Esc']}>{keys.toWriting}</Keys>
      </dl>
      {on ? (
        <>
          <h3 className={styles.part}>{keys.onMessage}</h3>
          <dl className={styles.list}>
            <Keys keys={lone(loneKeys.reply)}>{t.reply.act}</Keys>
            <Keys keys={['1', '…', '5']}>{keys.react}</Keys>
            <Keys keys={lone(loneKeys.save)}>{keys.save}</Keys>
            <Keys keys={lone(loneKeys.edit)}>{keys.edit}</Keys>
          </dl>
          <h3 className={styles.part}>{keys.inChannel}</h3>
          <dl className={styles.list}>
            <Keys keys={lone(loneKeys.write)}>{keys.write}</Keys>
            <Keys keys={lone(loneKeys.markRead)}>{keys.markRead}</Keys>
            <Keys keys={lone(loneKeys.mute)}>{keys.mute}</Keys>
          </dl>
        </>
      ) : null}
      <div className={styles.choice}>
        <ChecksField
          label={keys.loneKey}
          hint={keys.loneKeyHint}
          choices={[{ value: 'on', name: keys.loneKeyOn }]}
          values={on ? ['on'] : []}
          onChange={(values) => keepLoneKeys(values.includes('on'))}
        />
      </div>
    </Sheet>
  )
}
