import { ChevronDown, House } from 'lucide-react'
import { useContext, useState } from 'react'
import { useCatchUpTexts } from '../../i18n/catch-up-texts.ts'
import { Menu, type MenuItem, type MenuPlace } from '../../ui/menu.tsx'
import styles from './filter-button.module.css'
import { SignContext } from './sign-context.ts'
import { chooseFilter, useFilter } from './use-filter.ts'

/** Chooses one village or topic to look at, or all. Absent for who has but one. */
export const FilterButton = () => {
  const texts = useCatchUpTexts()
  const sign = useContext(SignContext)
  const { choices, chosen } = useFilter()
  const [menuAt, setMenuAt] = useState<MenuPlace | null>(null)
  if (choices.length < 2) return null
  const name = chosen?.content.name ?? texts.all
  const items: MenuItem[] = [
    { label: texts.all, icon: <House size={22} />, chosen: chosen === null, run: () => chooseFilter(null) },
    ...choices.map(({ channelId, content }) => ({
      label: content.name,
      icon: sign(content, { size: 30, lit: false }),
      chosen: channelId === chosen?.channelId,
      run: () => chooseFilter(channelId),
    })),
  ]
  return (
    <>
      <button
        type="button"
        className={styles.filter}
        aria-haspopup="menu"
        aria-label={texts.from(name)}
        onClick={(event) => setMenuAt(event.currentTarget.getBoundingClientRect())}
      >
        {chosen ? sign(chosen.content, { size: 28, lit: false }) : <House size={20} />}
        <span className={styles.name} dir="auto">
          {name}
        </span>
        <ChevronDown size={20} />
      </button>
      {menuAt ? (
        <Menu label={texts.from(name)} items={items} at={menuAt} onClose={() => setMenuAt(null)} />
      ) : null}
    </>
  )
}
