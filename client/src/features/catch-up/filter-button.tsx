import { House, X } from 'lucide-react'
import { useContext, useRef } from 'react'
import { useCatchUpTexts } from '../../i18n/catch-up-texts.ts'
import { FilterMenu } from '../../ui/filter-menu.tsx'
import styles from './filter-button.module.css'
import { SignContext } from './sign-context.ts'
import { chooseFilter, useFilter } from './use-filter.ts'

/** Chooses one village or topic to look at, or all, and takes that choice away. Absent for who has but one. */
export const FilterButton = () => {
  const texts = useCatchUpTexts()
  const sign = useContext(SignContext)
  const button = useRef<HTMLButtonElement>(null)
  const { choices, chosen } = useFilter()
  if (choices.length < 2) return null
  const all = { label: texts.all, icon: <House size={22} />, chosen: chosen === null }
  const remove = () => {
    chooseFilter(null)
    button.current?.focus()
  }
  return (
    <div className={styles.filter}>
      {chosen ? (
        <button
          type="button"
          className={styles.chip}
          aria-label={texts.notFrom(chosen.content.name)}
          onClick={remove}
        >
          {sign(chosen.content, { size: 28, lit: false })}
          <span className={styles.name} dir="auto">
            {chosen.content.name}
          </span>
          <X size={20} />
        </button>
      ) : null}
      <FilterMenu
        ref={button}
        label={chosen ? texts.other : texts.from(texts.all)}
        name={chosen ? texts.other : texts.all}
        mark={chosen ? null : <House size={20} />}
        items={[
          { ...all, run: () => chooseFilter(null) },
          ...choices.map(({ channelId, content }) => ({
            label: content.name,
            icon: sign(content, { size: 30, lit: false }),
            chosen: channelId === chosen?.channelId,
            run: () => chooseFilter(channelId),
          })),
        ]}
      />
    </div>
  )
}
