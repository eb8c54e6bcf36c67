import { House } from 'lucide-react'
import { useTexts } from '../../i18n/i18n.tsx'
import { ShutterMark } from '../../ui/drawings/signs.tsx'
import { FilterMenu } from '../../ui/filter-menu.tsx'
import { ChannelSign } from './channel-sign.tsx'
import { chooseVillage, useVillage } from './use-village.ts'
import styles from './village-filter.module.css'

// So many fit beside the words on the smallest screen.
const mostMarks = 5

/** Looks at the list from one village, or from all. Absent for who has but one. */
export const VillageFilter = () => {
  const t = useTexts()
  const { villages, village } = useVillage()
  if (villages.length < 2) return null
  const name = village?.content.name ?? t.channels.allVillages
  const marks = (
    <span className={styles.marks}>
      {(village ? [village] : villages.slice(0, mostMarks)).map(({ channelId, content }) => (
        <ShutterMark key={channelId} look={content.look} height={22} />
      ))}
    </span>
  )
  return (
    <FilterMenu
      wide
      label={t.channels.fromVillage(name)}
      name={name}
      mark={marks}
      items={[
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
      ]}
    />
  )
}
