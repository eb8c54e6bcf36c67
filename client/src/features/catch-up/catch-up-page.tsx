import { CheckCheck, CloudOff } from 'lucide-react'
import { type ReactNode, useMemo, useRef } from 'react'
import { useCatchUpTexts } from '../../i18n/catch-up-texts.ts'
import { sameDay } from '../../i18n/dates.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { refusalText } from '../../ports/refusal-text.ts'
import { useReplica, useReplicaView } from '../../ports/session.tsx'
import { unreadIn, unreadInAll, unreadOf } from '../../replica/unread.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { useWide } from '../../ui/use-wide.ts'
import styles from './catch-up-page.module.css'
import { FilterButton } from './filter-button.tsx'
import { LeaveContext } from './line-link.tsx'
import { Announcements, ForYou, Plans, TalkPart, Updates } from './parts.tsx'
import { type CatchUp, type Remaining, remainingOf, sinceWhen } from './remaining.ts'
import { type RenderSign, SignContext } from './sign-context.ts'
import { chooseFilter, useFilter } from './use-filter.ts'
import { useReturn, useStill } from './use-place.ts'
import { useReadAll } from './use-read-all.ts'
import { type Told, useTold } from './use-told.ts'

/** What of the answer is still to be read: as positions rise, lines go. */
const useRemaining = (answer: CatchUp | null): Remaining | null => {
  const view = useReplicaView()
  const channels = useReplica((state) => state.channels)
  const marks = useReplica((state) => state.marks)
  const outbox = useReplica((state) => state.outbox)
  return useMemo(
    // All are read within: they are reasons to look again.
    () => (answer && channels && marks && outbox ? remainingOf(view.getState(), answer) : null),
    [view, answer, channels, marks, outbox],
  )
}

const Since = ({ answer, remaining, now }: { answer: CatchUp; remaining: Remaining; now: number }) => {
  const { t, dates } = useI18n()
  const texts = useCatchUpTexts()
  const ids = answer.channels.map(({ channelId }) => channelId)
  const unread = useReplica((state) => unreadIn(state, ids))
  const atLeast = useReplica((state) => ids.some((channelId) => unreadOf(state, channelId).atLeast))
  const since = sinceWhen(remaining)
  if (since === undefined || unread === 0) return null
  const count = atLeast ? texts.atLeast(t.channels.unread(unread)) : t.channels.unread(unread)
  return <>{sameDay(since, now) ? texts.sinceToday(count) : texts.since(count, dates.day(since, now))}</>
}

/** Why this is not the newest, when it is not. */
const Stale = ({ told, now }: { told: Told; now: number }) => {
  const { t, dates } = useI18n()
  const texts = useCatchUpTexts()
  const { answer, refusal, again } = told
  if (refusal === null) return null
  if (refusal.code === 'offline')
    return (
      <Notice tone="calm" icon={<CloudOff size={22} />}>
        {answer ? texts.offlineSince(dates.moment(answer.at, now)) : texts.offline}
      </Notice>
    )
  return (
    <Notice tone="danger" title={texts.failed} action={<Button onClick={again}>{t.common.tryAgain}</Button>}>
      {refusalText(refusal, t)}
    </Notice>
  )
}

const CaughtUp = () => {
  const texts = useCatchUpTexts()
  const { chosen } = useFilter()
  if (!chosen) return <Empty title={texts.caughtUp} text={texts.caughtUpText} lit={0} />
  return (
    <Empty title={texts.caughtUp} text={texts.caughtUpOf(chosen.content.name)} lit={0}>
      <Button wide onClick={() => chooseFilter(null)}>
        {texts.showAll}
      </Button>
    </Empty>
  )
}

const List = ({ answer, remaining, now }: { answer: CatchUp; remaining: Remaining; now: number }) => {
  const { t } = useI18n()
  const texts = useCatchUpTexts()
  const end = useRef<HTMLDivElement>(null)
  const toEnd = () => requestAnimationFrame(() => end.current?.focus())
  const readAll = useReadAll({ done: texts.readAllDone, undo: t.common.undo, onUndone: toEnd })
  if (!remaining.isUnread)
    return (
      <>
        <Announcements announcements={remaining.announcements} now={now} />
        <div ref={end} tabIndex={-1} className={styles.end}>
          <CaughtUp />
        </div>
      </>
    )
  return (
    <div className={styles.parts}>
      <div className={styles.column}>
        <ForYou forYou={remaining.forYou} now={now} />
        <Announcements announcements={remaining.announcements} now={now} />
        <Updates updates={remaining.updates} now={now} />
        <Plans plans={remaining.plans} now={now} />
      </div>
      <div className={styles.column}>
        <TalkPart talk={remaining.talk} />
        <div ref={end} tabIndex={-1} className={styles.close}>
          <p className={styles.endText}>{texts.noMore}</p>
          <Button
            look="primary"
            icon={<CheckCheck size={22} />}
            onClick={() => {
              readAll(answer)
              toEnd()
            }}
          >
            {texts.readAll}
          </Button>
        </div>
      </div>
    </div>
  )
}

type Props = {
  personId: string
  now: number
  renderSign: RenderSign
  sign?: ReactNode
  actions?: ReactNode
  /** What waits for this person, read or not. */
  waiting?: ReactNode
}

/** What changed since one was here last, however long ago, in the order in which it matters. */
export const CatchUpPage = ({ personId, now, renderSign, sign, actions, waiting }: Props) => {
  const { t } = useI18n()
  const body = useRef<HTMLDivElement>(null)
  const { chosen } = useFilter()
  const told = useTold(personId, chosen?.channelId ?? null)
  const remaining = useRemaining(told.answer)
  const quiet = useReplica((state) => unreadInAll(state) === 0)
  const { isReturning, leave } = useReturn(body, remaining !== null)
  useStill(body)
  const { answer, refusal } = told
  const wide = useWide()
  return (
    <SignContext value={renderSign}>
      <LeaveContext value={leave}>
        <Page
          wide
          bodyRef={body}
          header={
            <PageHeader
              title={t.shell.catchUp}
              below={answer && remaining ? <Since answer={answer} remaining={remaining} now={now} /> : null}
              sign={sign}
              actions={wide ? <FilterButton /> : actions}
              focusTitle={!isReturning}
            />
          }
        >
          <div className={styles.list}>
            <Stale told={told} now={now} />
            {wide ? null : <FilterButton />}
            {waiting}
            {answer && remaining ? <List answer={answer} remaining={remaining} now={now} /> : null}
            {answer === null && quiet ? <CaughtUp /> : null}
            {answer === null && !quiet && refusal === null ? (
              <Loading label={t.common.loading} rows={6} />
            ) : null}
          </div>
        </Page>
      </LeaveContext>
    </SignContext>
  )
}
