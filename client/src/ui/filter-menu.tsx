import { ChevronDown } from 'lucide-react'
import { type ReactNode, type Ref, useState } from 'react'
import { classes } from './classes.ts'
import styles from './filter-menu.module.css'
import { Menu, type MenuItem, type MenuPlace } from './menu.tsx'

type Props = {
  /** Says to a screen reader what is chosen, and of what. */
  label: string
  /** What is chosen, as it shows. */
  name: string
  mark: ReactNode
  items: readonly MenuItem[]
  wide?: boolean
  ref?: Ref<HTMLButtonElement>
}

/** Shows from what one looks, and opens a menu to choose another. */
export const FilterMenu = ({ label, name, mark, items, wide = false, ref }: Props) => {
  const [menuAt, setMenuAt] = useState<MenuPlace | null>(null)
  return (
    <>
      <button
        ref={ref}
        type="button"
        className={classes(styles.filter, wide && styles.wide)}
        aria-haspopup="menu"
        aria-label={label}
        onClick={(event) => setMenuAt(event.currentTarget.getBoundingClientRect())}
      >
        {mark}
        <span className={styles.name} dir="auto">
          {name}
        </span>
        <ChevronDown size={20} />
      </button>
      {menuAt ? <Menu label={label} items={[...items]} at={menuAt} onClose={() => setMenuAt(null)} /> : null}
    </>
  )
}
