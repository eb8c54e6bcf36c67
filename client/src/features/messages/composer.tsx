import { type ChannelContent, editMessage, maxMentions, postMessage } from '@bijpraat/contract'
import { Pencil, Plus, SendHorizontal } from 'lucide-react'
import { type ComponentType, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useEngine } from '../../ports/session.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { hasKeyboard } from '../../ui/keys.ts'
import { Menu, type MenuItem, type MenuPlace } from '../../ui/menu.tsx'
import styles from './composer.module.css'
import { EditingBar } from './editing-bar.tsx'
import type { MentionPickerProps } from './mention-picker.tsx'
import { ReplyBar } from './reply-bar.tsx'
import { useGrowing } from './use-growing.ts'
import { useNaming } from './use-naming.ts'
import { type Editing, useWrittenText } from './use-written-text.ts'
import { charactersLeft, written } from './written.ts'
import { asSaid } from './written-mentions.ts'

export type ComposerProps = {
  channel: { channelId: string; content: ChannelContent }
  /** An own message that is being changed. */
  editing: Editing | null
  onEditEnd: () => void
  onEditLast: () => void
  /** What was asked to be answered last; another object each time. */
  answering: { itemId: string } | null
  /** Shows while someone is being named. */
  Picker: ComponentType<MentionPickerProps>
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

/** Where one writes; always in view. */
export const Composer = (props: ComposerProps) => {
  const { channel, editing, onEditEnd, onEditLast, answering, Picker, more, focused, asked } = props
  const { channelId } = channel
  const t = useTexts()
  const engine = useEngine()
  const field = useRef<HTMLTextAreaElement>(null)
  const text = useWrittenText(channelId, editing, answering)
  const { value, labels, replyTo, write } = text
  const naming = useNaming(field, text)
  const [menuAt, setMenuAt] = useState<MenuPlace | null>(null)
  useGrowing(field, value)
  useEffect(() => {
    if (focused || editing || answering || asked > 0) field.current?.focus({ preventScroll: true })
  }, [focused, editing, answering, asked])

  const said = asSaid(value, labels)
  const content = written(said)
  const left = charactersLeft(said)
  const send = () => {
    if (content.state !== 'good') return
    if (editing) {
      if (content.text !== editing.text)
        engine.command(editMessage, { channelId, itemId: editing.itemId, text: content.text })
      onEditEnd()
    } else {
      const answers = replyTo === null ? {} : { replyTo }
      engine.command(postMessage, { channelId, text: content.text, ...answers })
      engine.presence.wrote()
      text.clear()
    }
    field.current?.focus({ preventScroll: true })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (naming.hears(event)) event.preventDefault()
    else if (sendsBy(event)) {
      event.preventDefault()
      send()
    } else if (event.key === 'Escape' && editing) onEditEnd()
    else if (event.key === 'Escape' && replyTo !== null) text.answer(null)
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
      {naming.asked ? <Picker channel={channel} query={naming.asked.query} {...naming.picker} /> : null}
      {editing ? <EditingBar onEnd={onEditEnd} /> : null}
      {replyTo === null ? null : (
        <ReplyBar
          channelId={channelId}
          itemId={replyTo}
          onEnd={() => {
            text.answer(null)
            field.current?.focus({ preventScroll: true })
          }}
        />
      )}
      {left === null ? null : (
        <p className={left < 0 ? styles.over : styles.left} role={left < 0 ? 'alert' : undefined}>
          {t.composer.left(left)}
        </p>
      )}
      {content.state === 'unfit' || content.state === 'callsTooMany' ? (
        <p className={styles.over} role="alert">
          {content.state === 'unfit' ? t.errors.invalid_input : t.mention.tooMany(maxMentions)}
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
          aria-label={t.composer.label(channel.content.name)}
          placeholder={t.composer.placeholder}
          enterKeyHint={hasKeyboard() ? 'send' : 'enter'}
          {...naming.field}
          onChange={(event) => {
            write(event.target.value)
            naming.field.onSelect(event)
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
