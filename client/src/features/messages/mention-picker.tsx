import { type CalledTogether, type ChannelContent, isCalledTogether, listMembers } from '@bijpraat/contract'
import { Landmark, Megaphone, ShieldCheck } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useMemo, useState } from 'react'
import { useI18n } from '../../i18n/i18n.tsx'
import { everyone } from '../../ports/directory.ts'
import { usePerson } from '../../ports/people.ts'
import { useMe, useReplica, useReplicaView } from '../../ports/session.tsx'
import { useFetched } from '../../ports/use-fetched.ts'
import { channelContent, personById } from '../../replica/selectors.ts'
import { timelineOf } from '../../replica/timeline.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { classes } from '../../ui/classes.ts'
import { Avatar } from '../../ui/drawings/avatar.tsx'
import { choicesFor, type MentionChoice } from './mention-choices.ts'
import styles from './mention-picker.module.css'

export type MentionPickerProps = {
  channel: { channelId: string; content: ChannelContent }
  query: string
  listId: string
  /** Hears the field's keys first; true for what was meant for the list. */
  keys: RefObject<((event: KeyboardEvent) => boolean) | null>
  /** The option that Enter chooses, for who hears the field. */
  onActive: (optionId: string | null) => void
  /** @param apart what tells this person from others of the same name */
  onChoose: (choice: MentionChoice & { apart: string }) => void
  onClose: () => void
}

const wordIcons: Record<CalledTogether, ReactNode> = {
  everyone: <Megaphone size={22} />,
  officials: <Landmark size={22} />,
  moderators: <ShieldCheck size={22} />,
}

/** Where someone belongs: the municipality, else the first village that is known here. */
const useAside = () => {
  const { t } = useI18n()
  const view = useReplicaView()
  return (called: string): string => {
    if (isCalledTogether(called)) return t.mention[`${called}About`]
    const state = view.getState()
    const card = personById(state, called)
    if (card && card.role !== 'villager') return t.roles.official
    const villageId = card?.villageIds[0]
    return (villageId === undefined ? undefined : channelContent(state, villageId)?.name) ?? ''
  }
}

const Face = ({ called }: { called: string }) => {
  const person = usePerson(isCalledTogether(called) ? null : called)
  if (isCalledTogether(called)) return <span className={styles.sign}>{wordIcons[called]}</span>
  return (
    <span className={styles.sign}>
      <Avatar name={person.name} official={person.official} look={person.look} />
    </span>
  )
}

const lookedBack = 60

const useChoices = ({ channel, query }: Pick<MentionPickerProps, 'channel' | 'query'>) => {
  const { t } = useI18n()
  const me = useMe()
  const view = useReplicaView()
  const people = useReplica(everyone)
  const { channelId } = channel
  const { fetched } = useFetched(listMembers, { channelId })
  const members = fetched.state === 'here' ? fetched.data.members : null
  return useMemo(() => {
    if (!me) return []
    const recent = timelineOf(view.getState(), channelId).slice(-lookedBack).reverse()
    return choicesFor(query, {
      channel,
      me,
      people,
      memberIds: members && new Set(members.map(({ personId }) => personId)),
      recentIds: [...new Set(recent.flatMap(({ item }) => item.authorId ?? []))],
      nameOf: (word) => t.mention[word],
    })
  }, [channel, channelId, query, me, people, members, view, t])
}

/** Above the field while someone is being named: who that can be. The focus stays in the field. */
export const MentionPicker = (props: MentionPickerProps) => {
  const { query, listId, keys, onActive, onChoose, onClose } = props
  const { t } = useI18n()
  const announce = useAnnounce()
  const aside = useAside()
  const choices = useChoices(props)
  const [chosen, setChosen] = useState({ query, at: 0 })
  const at = chosen.query === query ? Math.min(chosen.at, choices.length - 1) : 0
  const active = choices[at]
  const optionId = (called: string) => `${listId}-${called}`
  const choose = (choice: MentionChoice) => onChoose({ ...choice, apart: aside(choice.called) })

  const activeId = active ? optionId(active.called) : null
  useEffect(() => onActive(activeId), [activeId, onActive])
  useEffect(() => {
    if (activeId !== null) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])
  const { length } = choices
  useEffect(() => announce(length > 0 ? t.mention.found(length) : t.mention.none), [announce, length, t])

  keys.current = (event) => {
    if (event.key === 'Escape') {
      onClose()
      return true
    }
    if (!active || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setChosen({ query, at: (at + step + length) % length })
    else if (event.key === 'Enter' || event.key === 'Tab') choose(active)
    else return false
    return true
  }
  useEffect(
    () => () => {
      keys.current = null
    },
    [keys],
  )

  if (length === 0) return null
  return (
    // The field keeps the focus and says which option is meant (aria-activedescendant).
    <div id={listId} className={styles.list} role="listbox" aria-label={t.mention.list}>
      {choices.map((choice, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
        <div
          key={choice.called}
          id={optionId(choice.called)}
          className={classes(styles.option, index === at && styles.active)}
          role="option"
          aria-selected={index === at}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => choose(choice)}
        >
          <Face called={choice.called} />
          <span className={styles.words}>
            <bdi className={styles.name}>{choice.name}</bdi>
            <span className={styles.aside}>{aside(choice.called)}</span>
          </span>
        </div>
      ))}
    </div>
  )
}
