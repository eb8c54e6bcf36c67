import { editMessage, postMessage } from '@bijpraat/contract'
import { Pencil, Plus, SendHorizontal } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useEngine } from '../../ports/session.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { hasKeyboard } from '../../ui/keys.ts'
import { Menu, type MenuItem, type MenuPlace } from '../../ui/menu.tsx'
import styles from './composer.module.css'
import { keepDraft, readDraft } from './drafts.ts'
import { EditingBar } from './editing-bar.tsx'
import { useGrowing } from './use-growing.ts'
import { charactersLeft, written } from './written.ts'

export type Editing = { itemId: string; text: string }

export type ComposerProps = {
  channelId: string
  name: string
  /** An own message that is being changed. */
  editing: Editing | null
  onEditEnd: () => void
  onEditLast: () => void
  /** What can be added beside a message. */
  more: readonly MenuItem[]
  /** Takes the focus when it opens. */
  focused: boolean
  /** Rises each time when something on the page asks to write. */
  asked: number
}

// With a finger the Enter key is for a new line: there is a button to send, and no Shift at hand.

const sendsBy = (event: KeyboardEvent) =>
  event.key === 'Enter' &&
  !event.nativeEvent.isComposing &&
  (event.ctrlKey || event.metaKey || (hasKeyboard() && !event.shiftKey && !event.altKey))

/** The text in the field: a draft that is kept, or the message that is being changed. */
const useText = (channelId: string, editing: Editing | null) => {
  const [draft, setDraft] = useState(() => readDraft(channelId))
  const [change, setChange] = useState('')
  useEffect(() => {
    if (editing) setChange(editing.text)
  }, [editing])
  const write = (value: string) => {
    if (editing) return setChange(value)
    setDraft(value)
    keepDraft(channelId, value)
  }
  return { value: editing ? change : draft, write }
}

/** Where one writes; always in view. */
export const Composer = (props: ComposerProps) => {
  const { channelId, name, editing, onEditEnd, onEditLast, more, focused, asked } = props
  const t = useTexts()
  const engine = useEngine()
  const { value, write } = useText(channelId, editing)
  const field = useRef<HTMLTextAreaElement>(null)
  const [menuAt, setMenuAt] = useState<MenuPlace | null>(null)
  useGrowing(field, value)
  useEffect(() => {
    if (focused || editing || asked > 0) field.current?.focus({ preventScroll: true })
  }, [focused, editing, asked])

  const content = written(value)
  const left = charactersLeft(value)
  const send = () => {
    if (content.state !== 'good') return
    if (editing) {
      if (content.text !== editing.text)
        engine.command(editMessage, { channelId, itemId: editing.itemId, text: content.text })
      onEditEnd()
    } else {
      engine.command(postMessage, { channelId, text: content.text })
      engine.presence.wrote()
      write('')
    }
    field.current?.focus({ preventScroll: true })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (sendsBy(event)) {
      event.preventDefault()
      send()
    } else if (event.key === 'Escape' && editing) onEditEnd()
    else if (event.key === 'ArrowUp' && value === '' && !editing) {
      event.preventDefault()
      onEditLast()
    }
  }
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {editing ? <EditingBar onEnd={onEditEnd} /> : null}
      {left === null ? null : (
        <p className={left < 0 ? styles.over : styles.left} role={left < 0 ? 'alert' : undefined}>
          {t.composer.left(left)}
        </p>
      )}
      {content.state === 'unfit' ? (
        <p className={styles.over} role="alert">
          {t.errors.invalid_input}
        </p>
      ) : null}
      <div className={styles.row}>
        <IconButton
          icon={<Plus size={24} />}
          label={t.composer.more}
          aria-haspopup="menu"
          onClick={(event) => setMenuAt(event.currentTarget.getBoundingClientRect())}
        />
        <textarea
          ref={field}
          className={styles.field}
          rows={1}
          value={value}
          dir="auto"
          aria-label={t.composer.label(name)}
          placeholder={t.composer.placeholder}
          enterKeyHint={hasKeyboard() ? 'send' : 'enter'}
          onChange={(event) => {
            write(event.target.value)
            engine.presence.writing()
          }}
          onKeyDown={onKeyDown}
        />
        <IconButton
          primary
          type="submit"
          icon={editing ? <Pencil size={22} /> : <SendHorizontal size={22} />}
          label={editing ? t.composer.keepEdit : t.composer.send}
          aria-disabled={content.state !== 'good' || undefined}
        />
      </div>
      {menuAt ? (
        <Menu label={t.composer.more} items={more} at={menuAt} onClose={() => setMenuAt(null)} />
      ) : null}
    </form>
  )
}
