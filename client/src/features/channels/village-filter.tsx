import { ChevronDown, House } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { ShutterMark } from '../../ui/drawings/signs.tsx'
import { Menu, type MenuItem, type MenuPlace } from '../../ui/menu.tsx'
import { ChannelSign } from './channel-sign.tsx'
import { chooseVillage, useVillage } from './use-village.ts'
import styles from './village-filter.module.css'

// So many fit beside the words on the smallest screen.
const mostMarks = 5

/** Looks at the list from one village, or from all. Absent for who has but one. */
export const VillageFilter = () => {
  const t = useTexts()
  const { villages, village } = useVillage()
  const [menuAt, setMenuAt] = useState<MenuPlace | null>(null)
  if (villages.length < 2) return null
  const name = village?.content.name ?? t.channels.allVillages
  const items: MenuItem[] = [
    {
      label: t.channels.allVillages,
      icon: <House className={styles.all} size={22} />,
      chosen: village === null,
      run: () => chooseVillage(null),
    },
    ...villages.map(({ channelId, content }) => ({
      label: content.name,
      icon: <ChannelSign content={content} size={30} />,
      chosen: channelId === village?.channelId,
      run: () => chooseVillage(channelId),
    })),
  ]
  return (
    <>
      <button
        type="button"
        className={styles.filter}
        aria-haspopup="menu"
        aria-label={t.channels.fromVillage(name)}
        onClick={(event) => setMenuAt(event.currentTarget.getBoundingClientRect())}
      >
        <span className={styles.marks}>
          {(village ? [village] : villages.slice(0, mostMarks)).map(({ channelId, content }) => (
            <ShutterMark key={channelId} look={content.look} height={22} />
          ))}
        </span>
        <span className={styles.name}>{name}</span>
        <ChevronDown size={22} />
      </button>
      {menuAt ? (
        <Menu
          label={t.channels.fromVillage(name)}
          items={items}
          at={menuAt}
          onClose={() => setMenuAt(null)}
        />
      ) : null}
    </>
  )
}
