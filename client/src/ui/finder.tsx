import { Search, X } from 'lucide-react'
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { classes } from './classes.ts'
import styles from './finder.module.css'
import { IconButton } from './icon-button.tsx'

export type FinderGroup = { title: string; options: readonly { key: string; face: ReactNode }[] }

type FinderProps = {
  label: string
  /** What stands in the field while it is empty. */
  hint: string
  closeLabel: string
  value: string
  onChange: (value: string) => void
  groups: readonly FinderGroup[]
  onChoose: (key: string) => void
  onClose: () => void
  /** In place of the list when nothing fits. */
  nothing: ReactNode
}

/** Which option is the one that Enter takes; the first again whenever what was typed changes. */
const useActive = (keys: readonly string[], value: string) => {
  const [active, setActive] = useState({ of: value, at: 0 })
  const at = active.of === value ? Math.min(active.at, Math.max(0, keys.length - 1)) : 0
  const move = (by: number) => setActive({ of: value, at: (at + by + keys.length) % keys.length })
  return { at, move }
}

/**
 * Goes somewhere by a name: a field with what fits under it. The field keeps the focus, the arrows walk through the
 * list, Enter takes, Escape leaves and gives the focus back.
 */
export const Finder = ({
  label,
  hint,
  closeLabel,
  value,
  onChange,
  groups,
  onChoose,
  onClose,
  nothing,
}: FinderProps) => {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const keys = groups.flatMap(({ options }) => options.map(({ key }) => key))
  const { at, move } = useActive(keys, value)
  const chosen = keys[at]
  const optionId = (key: string) => `${id}-${keys.indexOf(key)}`
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  useEffect(() => {
    if (chosen !== undefined) document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, at, chosen])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || chosen === undefined) return
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Enter') onChoose(chosen)
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does what pressing beside it does
    <dialog
      ref={dialog}
      className={styles.finder}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className={styles.top}>
        <Search size={22} />
        <input
          className={styles.input}
          type="text"
          role="combobox"
          aria-label={label}
          placeholder={hint}
          aria-autocomplete="list"
          aria-expanded={chosen !== undefined}
          aria-controls={chosen === undefined ? undefined : `${id}-list`}
          aria-activedescendant={chosen === undefined ? undefined : `${id}-${at}`}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          dir="auto"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <IconButton icon={<X size={22} />} label={closeLabel} onClick={onClose} />
      </div>
      {chosen === undefined ? (
        <div className={styles.nothing}>{nothing}</div>
      ) : (
        <div className={styles.list} id={`${id}-list`} role="listbox" aria-label={label}>
          {groups.map(({ title, options }) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a listbox
            <div key={title} role="group" aria-label={title}>
              <div className={styles.group} aria-hidden="true">
                {title}
              </div>
              {options.map(({ key, face }) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys
                <div
                  key={key}
                  id={optionId(key)}
                  role="option"
                  tabIndex={-1}
                  aria-selected={key === chosen}
                  className={classes(styles.option, key === chosen && styles.chosen)}
                  onClick={() => onChoose(key)}
                >
                  {face}
                </div>
              ))}
            </div>
          ))}
        </div>
      )}
    </dialog>
  )
}
