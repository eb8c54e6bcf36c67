import { itemKinds } from '@bijpraat/contract'
import { Compass, Plus } from 'lucide-react'
import { Link } from 'wouter'
import { useI18n } from '../../i18n/i18n.tsx'
import { withCalledNames } from '../../ports/called.ts'
import { paths } from '../../ports/paths.ts'
import { usePerson } from '../../ports/people.ts'
import { createsKinds } from '../../ports/rights.ts'
import { useMe, useReplica } from '../../ports/session.tsx'
import { shownAs } from '../../replica/folds.ts'
import { isChannelMuted, isPersonMuted } from '../../replica/muted.ts'
import type { ReplicaState } from '../../replica/replica.ts'
import { type ChannelEntry, isComing, myChannels } from '../../replica/selectors.ts'
import { type TimelineRow, timelineOf } from '../../replica/timeline.ts'
import { unreadIn, unreadInAll, unreadOf } from '../../replica/unread.ts'
import { Called, Count, QuietDot } from '../../ui/badge.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Empty } from '../../ui/empty.tsx'
import { Loading } from '../../ui/loading.tsx'
import { ChannelGroup, useFolded } from './channel-group.tsx'
import styles from './channel-list.module.css'
import { ChannelSign } from './channel-sign.tsx'
import { type Grouped, grouped } from './grouped.ts'
import { isOfVillage } from './of-village.ts'
import { chooseVillage, useVillage } from './use-village.ts'
import { VillageFilter } from './village-filter.tsx'

/** Of news the title, of a message how it begins. */
const firstLine = (text: string) => text.split('\n', 1)[0]?.slice(0, 140) ?? ''

/** One line of what was said last. */
const Preview = ({ row }: { row: TimelineRow }) => {
  const { t } = useI18n()
  const item = shownAs(row.item)
  const author = usePerson(item.authorId)
  const muted = useReplica((state) => isPersonMuted(state, item.authorId))
  const meId = useMe()?.personId
  const plain = item.fits ? itemKinds.get(item.kind)?.plainText(item.content) : t.item.unknown
  const text = useReplica((state) => firstLine(withCalledNames(state, plain ?? '', t)))
  if (item.content === null) return <>{t.channels.deleted}</>
  if (muted && itemKinds.get(item.kind)?.notifies === 'talk') return <>{t.mute.folded}</>
  const name = item.authorId === meId ? t.common.youAtStart : author.name
  return <bdi>{t.channels.by(name, text)}</bdi>
}

const Entry = ({ entry, current, now }: { entry: ChannelEntry; current: boolean; now: number }) => {
  const { t, dates } = useI18n()
  const { channelId, content } = entry
  const unread = useReplica((state) => unreadOf(state, channelId))
  const last = useReplica((state) => timelineOf(state, channelId).at(-1))
  const muted = useReplica((state) => isChannelMuted(state, channelId))
  const isNew = unread.count > 0
  const lit = isNew && !muted
  return (
    <li>
      <Link
        href={paths.channel(channelId)}
        state={{ from: { href: paths.channels } }}
        className={classes(styles.entry, lit && styles.lit, current && styles.current)}
        aria-current={current ? 'page' : undefined}
      >
        <ChannelSign content={content} lit={lit} />
        <span className={styles.text}>
          <span className={styles.name} dir="auto">
            {content.name}
          </span>
          <span className={styles.last}>{last ? <Preview row={last} /> : t.channels.nothingYet}</span>
        </span>
        <span className={styles.end}>
          {last ? <span className={styles.time}>{dates.short(last.item.createdAt, now)}</span> : null}
          {isNew && muted ? <QuietDot label={t.mute.quietNews} /> : null}
          {lit ? (
            <span className={styles.counts}>
              {unread.called > 0 ? <Called label={t.channels.called(unread.called)} /> : null}
              <Count value={unread.count} label={t.channels.unread(unread.count)} />
            </span>
          ) : null}
        </span>
      </Link>
    </li>
  )
}

const unreadAmong = (state: ReplicaState, channels: readonly ChannelEntry[]): number =>
  unreadIn(
    state,
    channels.map(({ channelId }) => channelId),
  )

export const NoChannels = () => {
  const { t } = useI18n()
  const coming = useReplica(isComing)
  const me = useMe()
  if (coming) return <Loading label={t.common.loading} rows={6} />
  return (
    <Empty title={t.channels.empty} text={t.channels.emptyText} lit={0}>
      <ButtonLink href={paths.discover} look="primary" wide icon={<Compass size={22} />}>
        {t.channels.lookAround}
      </ButtonLink>
      {me && createsKinds(me, [], Date.now()).length > 0 ? (
        <ButtonLink href={paths.newChannel} look="quiet" wide icon={<Plus size={22} />}>
          {t.channels.new}
        </ButtonLink>
      ) : null}
    </Empty>
  )
}

type Group = Grouped<ChannelEntry>

const FoldingGroup = ({
  group,
  channels,
  currentId,
  now,
}: Group & { currentId: string | null; now: number }) => {
  const { t } = useI18n()
  const folded = useFolded(group)
  const unread = useReplica((state) => unreadAmong(state, channels))
  // Where one is stays in sight.
  const shown = folded ? channels.filter(({ channelId }) => channelId === currentId) : channels
  return (
    <ChannelGroup
      group={group}
      title={group === 'archived' ? t.channels.archived : t.kinds[group]}
      unread={unread}
      folded={folded}
    >
      {shown.length > 0 ? (
        <ul className={styles.card}>
          {shown.map((entry) => (
            <Entry key={entry.channelId} entry={entry} current={entry.channelId === currentId} now={now} />
          ))}
        </ul>
      ) : null}
    </ChannelGroup>
  )
}

/** What is new outside the chosen village is told, not hidden. */
const Elsewhere = ({ shown }: { shown: readonly ChannelEntry[] }) => {
  const { t } = useI18n()
  // What shows here, too, is not elsewhere.
  const unread = useReplica((state) => unreadInAll(state) - unreadAmong(state, shown))
  return (
    <div className={styles.elsewhere}>
      {unread > 0 ? <p>{t.channels.elsewhere(unread)}</p> : null}
      <Button look="quiet" onClick={() => chooseVillage(null)}>
        {t.channels.showAll}
      </Button>
    </div>
  )
}

/** My channels by kind, with what is new in each; from all villages or from one. */
export const ChannelList = ({ currentId, now }: { currentId: string | null; now: number }) => {
  const channels = useReplica(myChannels)
  const villageId = useVillage().village?.channelId ?? null
  if (channels.length === 0) return <NoChannels />
  const shown = channels.filter((entry) => isOfVillage(entry, villageId))
  return (
    <div className={styles.list}>
      <VillageFilter />
      {grouped(shown).map((group) => (
        <FoldingGroup key={group.group} {...group} currentId={currentId} now={now} />
      ))}
      {shown.length < channels.length ? <Elsewhere shown={shown} /> : null}
    </div>
  )
}
