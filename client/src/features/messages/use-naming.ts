import {
  type KeyboardEvent,
  type RefObject,
  type SyntheticEvent,
  useCallback,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { MentionChoice } from './mention-choices.ts'
import { askedNameAt, type Labels, labelOf } from './written-mentions.ts'

type Field = RefObject<HTMLTextAreaElement | null>
type Written = { value: string; labels: Labels; write: (value: string, labels: Labels) => void }

/**
 * Naming someone in a text field: whether a name is being written at the caret, and what happens when one is
 * chosen. The field keeps the focus; a list beside it hears its keys first.
 */
export const useNaming = (field: Field, { value, labels, write }: Written) => {
  const listId = useId()
  const [caret, setCaret] = useState(0)
  const [closedAt, setClosedAt] = useState<number | null>(null)
  const [optionId, setOptionId] = useState<string | null>(null)
  const caretAfter = useRef<number | null>(null)
  const keys = useRef<((event: KeyboardEvent) => boolean) | null>(null)
  const asked = askedNameAt(value, caret, labels)
  const isOpen = asked !== null && asked.from !== closedAt

  useLayoutEffect(() => {
    if (caretAfter.current === null || !field.current) return
    field.current.setSelectionRange(caretAfter.current, caretAfter.current)
    setCaret(caretAfter.current)
    caretAfter.current = null
  }, [field, value])

  const choose = ({ called, name, apart }: MentionChoice & { apart: string }) => {
    if (asked === null) return
    const label = labelOf(labels, called, name, apart)
    const before = `${value.slice(0, asked.from)}@${label} `
    caretAfter.current = before.length
    write(before + value.slice(caret).replace(/^ /, ''), new Map(labels).set(label, called))
    field.current?.focus({ preventScroll: true })
  }
  const onSelect = ({ currentTarget }: SyntheticEvent<HTMLTextAreaElement>) => {
    // What is selected is no place to name someone.
    const { selectionStart, selectionEnd } = currentTarget
    setCaret(selectionStart === selectionEnd ? selectionEnd : 0)
  }
  return {
    asked: isOpen ? asked : null,
    picker: {
      listId,
      keys,
      onActive: useCallback((active: string | null) => setOptionId(active), []),
      onChoose: choose,
      onClose: () => setClosedAt(asked?.from ?? null),
    },
    /** Whether the list took a key of the field. */
    hears: (event: KeyboardEvent): boolean =>
      isOpen && !event.nativeEvent.isComposing && (keys.current?.(event) ?? false),
    field: {
      onSelect,
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      'aria-controls': isOpen && optionId !== null ? listId : undefined,
      'aria-activedescendant': isOpen ? (optionId ?? undefined) : undefined,
    } as const,
  }
}
