import { Compass } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { ChannelSign } from '../../features/channels/channel-sign.tsx'
import { useI18n, useTexts } from '../../i18n/i18n.tsx'
import { type DirectoryEntry, everyone } from '../../ports/directory.ts'
import { paths } from '../../ports/paths.ts'
import { usePerson } from '../../ports/people.ts'
import { useReplica } from '../../ports/session.tsx'
import { type ChannelEntry, myChannels } from '../../replica/selectors.ts'
import { unreadOf } from '../../replica/unread.ts'
import { Count } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Avatar } from '../../ui/drawings/avatar.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Finder } from '../../ui/finder.tsx'
import { found, type Goal } from './found.ts'
import { recentPages } from './recent.ts'
import styles from './switcher.module.css'

type SwitcherGoal = Goal & ({ channel: ChannelEntry } | { person: DirectoryEntry })

const ChannelFace = ({ channel: { channelId, content } }: { channel: ChannelEntry }) => {
  const t = useTexts()
  const { count } = useReplica((state) => unreadOf(state, channelId))
  return (
    <>
      <span className={styles.sign}>
        <ChannelSign content={content} lit={count > 0} size={38} />
      </span>
      <bdi className={styles.name}>{content.name}</bdi>
      {content.archived ? <span className={styles.aside}>{t.channels.archived}</span> : null}
      {count > 0 ? <Count value={count} label={t.channels.unread(count)} /> : null}
    </>
  )
}

const PersonFace = ({ person: { personId } }: { person: DirectoryEntry }) => {
  const { t } = useI18n()
  const person = usePerson(personId)
  return (
    <>
      <span className={styles.sign}>
        <Avatar name={person.name} official={person.official} look={person.look} />
      </span>
      <bdi className={styles.name}>{person.name}</bdi>
      {person.official ? <span className={styles.aside}>{t.roles.official}</span> : null}
    </>
  )
}

const useGoals = () => {
  const channels = useReplica(myChannels)
  const people = useReplica(everyone)
  return useMemo(
    () => ({
      channels: channels.map(
        (channel): SwitcherGoal => ({
          href: paths.channel(channel.channelId),
          name: channel.content.name,
          channel,
        }),
      ),
      people: people.map(
        (person): SwitcherGoal => ({
          href: paths.person(person.personId),
          name: person.card.name,
          person,
        }),
      ),
    }),
    [channels, people],
  )
}

/** Goes to a channel or a person by name, from what this device holds: also offline. */
export const Switcher = ({ onClose }: { onClose: () => void }) => {
  const t = useTexts()
  const [here, navigate] = useLocation()
  const [typed, setTyped] = useState('')
  const [recent] = useState(recentPages)
  const goals = useGoals()
  const titles = {
    recent: t.switcher.recent,
    channels: t.switcher.channels,
    people: t.switcher.people,
  }
  const groups = found(typed, { ...goals, recent, here }).map(({ group, goals: some }) => ({
    title: titles[group],
    options: some.map((goal) => ({
      key: goal.href,
      face: 'channel' in goal ? <ChannelFace channel={goal.channel} /> : <PersonFace person={goal.person} />,
    })),
  }))
  const go = (href: string) => {
    onClose()
    navigate(href)
  }
  return (
    <Finder
      label={t.switcher.label}
      hint={t.switcher.open}
      closeLabel={t.common.close}
      value={typed}
      onChange={setTyped}
      groups={groups}
      onChoose={go}
      onClose={onClose}
      nothing={
        <div role="status">
          <Empty title={t.switcher.none} text={t.switcher.noneText} lit={0}>
            <Button look="primary" wide icon={<Compass size={22} />} onClick={() => go(paths.discover)}>
              {t.channels.lookAround}
            </Button>
          </Empty>
        </div>
      }
    />
  )
}
