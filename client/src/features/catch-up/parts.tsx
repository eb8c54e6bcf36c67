import { type ReactNode, useContext, useId, useState } from 'react'
import { useCatchUpTexts } from '../../i18n/catch-up-texts.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { paths } from '../../ports/paths.ts'
import { usePerson } from '../../ports/people.ts'
import { useReplica } from '../../ports/session.tsx'
import { isPersonMuted } from '../../replica/muted.ts'
import { channelContent } from '../../replica/selectors.ts'
import { unreadOf } from '../../replica/unread.ts'
import { Count } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Avatar } from '../../ui/drawings/avatar.tsx'
import { useWide } from '../../ui/use-wide.ts'
import { LineLink } from './line-link.tsx'
import styles from './lines.module.css'
import type { CatchUp, Project, Remaining, Talk } from './remaining.ts'
import { SignContext } from './sign-context.ts'
import { titledOf, useChannelName, useWords } from './words.ts'

/** How many lines of each part are shown before one asks for more. */
const shownAtFirst = { forYou: 3, announcements: 3, projects: 4, talk: 6 }

const Sign = ({ channelId }: { channelId: string }) => {
  const render = useContext(SignContext)
  const content = useReplica((state) => channelContent(state, channelId))
  return (
    <span className={styles.sign}>{render(content ?? { kind: 'project' }, { size: 38, lit: true })}</span>
  )
}

/** A titled part of the page, cut; absent when it is empty. */
const Part = <One,>({
  title,
  count,
  ones,
  atFirst,
  render,
}: {
  title: string
  count?: number
  ones: readonly One[]
  atFirst: number
  render: (one: One) => ReactNode
}) => {
  const { t } = useI18n()
  const texts = useCatchUpTexts()
  const id = useId()
  const [whole, setWhole] = useState(false)
  if (ones.length === 0) return null
  // One more line takes no more room than the way to it.
  const cut = !whole && ones.length > atFirst + 1
  const shown = cut ? ones.slice(0, atFirst) : ones
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        <span>{title}</span>
        {count === undefined ? null : <Count value={count} label={t.channels.unread(count)} />}
      </h2>
      <ul className={styles.card}>{shown.map(render)}</ul>
      {cut ? (
        <Button look="quiet" onClick={() => setWhole(true)}>
          {texts.showMore(ones.length - atFirst)}
        </Button>
      ) : null}
    </section>
  )
}

/** Where something is from, and when it was. */
const Meta = ({ at, now, children }: { at: number; now: number; children: ReactNode }) => (
  <span className={styles.meta}>
    <span className={styles.from}>{children}</span>
    <span className={styles.when}>{useI18n().dates.short(at, now)}</span>
  </span>
)

const Calling = ({ line, now }: { line: CatchUp['forYou']['lines'][number]; now: number }) => {
  const texts = useCatchUpTexts()
  const { name, official, look } = usePerson(line.authorId)
  const channel = useChannelName(line.channelId)
  const words = useWords(line)
  return (
    <LineLink line={`c/${line.channelId}/${line.itemId}`} href={paths.item(line.channelId, line.itemId)}>
      <Avatar name={name} official={official} look={look} />
      <span className={styles.text}>
        <Meta at={line.createdAt} now={now}>
          <bdi>{name}</bdi> {texts.called[line.called](channel)}
        </Meta>
        <bdi className={styles.two}>{words}</bdi>
      </span>
    </LineLink>
  )
}

export const ForYou = ({ forYou, now }: { forYou: Remaining['forYou']; now: number }) => (
  <Part
    title={useCatchUpTexts().forYou}
    count={forYou.count}
    ones={forYou.lines}
    atFirst={shownAtFirst.forYou}
    render={(line) => <Calling key={`${line.channelId}/${line.itemId}`} line={line} now={now} />}
  />
)

const Announced = ({ line, now }: { line: CatchUp['announcements']['lines'][number]; now: number }) => {
  const texts = useCatchUpTexts()
  const channel = useChannelName(line.channelId)
  const { title, rest } = titledOf(line)
  return (
    <LineLink line={`a/${line.channelId}/${line.itemId}`} href={paths.item(line.channelId, line.itemId)}>
      <Sign channelId={line.channelId} />
      <span className={styles.text}>
        <Meta at={line.createdAt} now={now}>
          <bdi>{channel}</bdi>
        </Meta>
        <bdi className={styles.title}>{title}</bdi>
        {line.asksRead ? (
          <span className={styles.asks}>{texts.asksRead}</span>
        ) : (
          <bdi className={styles.rest}>{rest}</bdi>
        )}
      </span>
    </LineLink>
  )
}

export const Announcements = ({
  announcements,
  now,
}: {
  announcements: Remaining['announcements']
  now: number
}) => (
  <Part
    title={useCatchUpTexts().announcements}
    count={announcements.count}
    ones={announcements.lines}
    atFirst={shownAtFirst.announcements}
    render={(line) => <Announced key={`${line.channelId}/${line.itemId}`} line={line} now={now} />}
  />
)

/** The newest of a project, of its plan with why, and how much more there is. */
const OfProject = ({ of, project, now }: { of: 'u' | 'p'; project: Project; now: number }) => {
  const texts = useCatchUpTexts()
  const name = useChannelName(project.channelId, project.name)
  const [line] = project.lines
  if (line === undefined) return null
  const { title, rest } = titledOf(line)
  return (
    <LineLink line={`${of}/${project.channelId}`} href={paths.item(line.channelId, line.itemId)}>
      <Sign channelId={project.channelId} />
      <span className={styles.text}>
        <Meta at={line.createdAt} now={now}>
          <bdi>{name}</bdi>
          {project.count > 1 ? `, ${texts.more(project.count - 1)}` : null}
        </Meta>
        <bdi className={styles.title}>{title}</bdi>
        {of === 'p' && rest !== '' ? <bdi className={styles.rest}>{rest}</bdi> : null}
      </span>
    </LineLink>
  )
}

export const Updates = ({ updates, now }: { updates: Remaining['updates']; now: number }) => (
  <Part
    title={useCatchUpTexts().updates}
    count={updates.count}
    ones={updates.projects}
    atFirst={shownAtFirst.projects}
    render={(project) => <OfProject key={project.channelId} of="u" project={project} now={now} />}
  />
)

/** What changed in plans, by project. */
export const Plans = ({ plans, now }: { plans: Remaining['plans']; now: number }) => (
  <Part
    title={useCatchUpTexts().plans}
    count={plans.count}
    ones={plans.projects}
    atFirst={shownAtFirst.projects}
    render={(project) => <OfProject key={project.channelId} of="p" project={project} now={now} />}
  />
)

const Name = ({ personId }: { personId: string }) => <bdi>{usePerson(personId).name}</bdi>

/** Who said most; more than two names nobody reads. */
const Who = ({ talk }: { talk: Talk }) => {
  const { t } = useI18n()
  const texts = useCatchUpTexts()
  const [first, second] = talk.authorIds
  // There is no room for names.
  if (!useWide()) return <>{t.common.people(talk.people)}</>
  const others = talk.people - (second && talk.people === 2 ? 2 : 1)
  return (
    <>
      {first ? <Name personId={first} /> : null}
      {second && talk.people === 2 ? (
        <>
          , <Name personId={second} />
        </>
      ) : null}
      {others > 0 ? ` ${texts.more(others)}` : null}
    </>
  )
}

const Said = ({ line, className }: { line: Talk['last']; className: string | undefined }) => {
  const texts = useCatchUpTexts()
  const { name } = usePerson(line.authorId)
  const muted = useReplica((state) => isPersonMuted(state, line.authorId))
  return muted ? null : <bdi className={className}>{texts.says(name, useWords(line))}</bdi>
}

const InChannel = ({ talk }: { talk: Talk }) => {
  const { t } = useI18n()
  const { channelId, first, last } = talk
  const name = useChannelName(channelId)
  // The same that the list of channels shows.
  const { count } = useReplica((state) => unreadOf(state, channelId))
  return (
    <LineLink line={`t/${channelId}`} href={paths.channel(channelId)}>
      <Sign channelId={channelId} />
      <span className={styles.text}>
        <span className={styles.named}>
          <bdi className={styles.name}>{name}</bdi>
          <span className={styles.who}>
            <Who talk={talk} />
          </span>
          {count > 0 ? <Count value={count} label={t.channels.unread(count)} /> : null}
        </span>
        {first.itemId === last.itemId ? null : <Said line={first} className={styles.begin} />}
        <Said line={last} className={styles.rest} />
      </span>
    </LineLink>
  )
}

export const TalkPart = ({ talk }: { talk: Remaining['talk'] }) => (
  <Part
    title={useCatchUpTexts().talk}
    ones={talk}
    atFirst={shownAtFirst.talk}
    render={(one) => <InChannel key={one.channelId} talk={one} />}
  />
)
