import { type Item, listPlanChanges, planChange, readPlan } from '@bijpraat/contract'
import { ArrowRight, CloudOff, History } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useI18n } from '../../i18n/i18n.tsx'
import { usePlanTexts } from '../../i18n/plan-texts.ts'
import { paths } from '../../ports/paths.ts'
import { refusalText } from '../../ports/refusal-text.ts'
import { useAsk } from '../../ports/use-ask.ts'
import { useFetched } from '../../ports/use-fetched.ts'
import { useNow } from '../../ports/use-now.ts'
import { hold } from '../../replica/folds.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import styles from './plan.module.css'
import { PlanChangeCard } from './plan-change-card.tsx'
import type { PlanOf } from './plan-now.tsx'
import { planOf } from './plan-state.ts'
import { PlanTimeline } from './plan-timeline.tsx'
import { treeOf } from './plan-tree.ts'
import { useSpeech } from './use-speech.ts'

const nothing: readonly never[] = []

/** Pages of changes: the newest when it opens, older ones when they are asked for. */
const useChanges = (channelId: string) => {
  const { ask, busy, refusal } = useAsk(listPlanChanges)
  const [items, setItems] = useState<readonly Item[] | null>(null)
  const [more, setMore] = useState(false)
  useEffect(() => {
    let current = true
    void ask({ channelId }).then((answer) => {
      if (answer === null || !current) return
      setItems(answer.items)
      setMore(answer.more)
    })
    return () => {
      current = false
    }
  }, [ask, channelId])
  const showMore = async () => {
    const answer = await ask({ channelId, before: items?.at(-1)?.seq ?? 0 })
    if (answer === null) return
    setItems([...(items ?? []), ...answer.items])
    setMore(answer.more)
  }
  return { items, more, showMore, busy, refusal }
}

/** All that changed in a plan, the newest first; each opens the plan of then. */
export const PlanHistory = ({ channel, header }: { channel: PlanOf; header: ReactNode }) => {
  const { t, dates } = useI18n()
  const texts = usePlanTexts()
  const now = useNow()
  const { channelId } = channel
  const { items, more, showMore, busy, refusal } = useChanges(channelId)
  const shown = useMemo(() => (items ?? []).filter(({ kind }) => kind === planChange.kind).map(hold), [items])
  return (
    <Page header={header}>
      <ButtonLink href={paths.plan(channelId)}>{texts.toNow}</ButtonLink>
      <h2 className={styles.goal}>{texts.historyTitle}</h2>
      {refusal === null ? null : (
        <Notice tone="calm" icon={<CloudOff size={22} />}>
          {refusalText(refusal, t)}
        </Notice>
      )}
      {items === null && refusal === null ? <Loading label={t.common.loading} rows={5} /> : null}
      {items !== null && shown.length === 0 ? <p>{texts.historyEmpty}</p> : null}
      <ol className={styles.history}>
        {shown.map((item) => (
          <li key={item.id} className={styles.historyItem}>
            <p className={styles.moment}>{dates.day(item.createdAt, now)}</p>
            <PlanChangeCard
              channelId={channelId}
              item={item}
              home={null}
              mine={false}
              foot={
                <ButtonLink
                  look="quiet"
                  href={paths.planThen(channelId, item.seq)}
                  icon={<History size={20} />}
                  iconAfter={<ArrowRight size={20} />}
                >
                  {texts.planThen}
                </ButtonLink>
              }
            />
          </li>
        ))}
      </ol>
      {more ? (
        <Button busy={busy} onClick={() => void showMore()}>
          {texts.showMore}
        </Button>
      ) : null}
    </Page>
  )
}

/** A plan as a change left it: to look at only, and said so. */
export const PlanThen = ({ channel, header, seq }: { channel: PlanOf; header: ReactNode; seq: number }) => {
  const { t, dates } = useI18n()
  const texts = usePlanTexts()
  const now = useNow()
  const speech = useSpeech(now)
  const { channelId } = channel
  const { fetched } = useFetched(readPlan, { channelId, upTo: seq })
  const { fetched: at } = useFetched(listPlanChanges, { channelId, before: seq + 1 })
  const moment = at.state === 'here' ? at.data.items[0]?.createdAt : undefined
  const tree = useMemo(
    () => (fetched.state === 'here' ? treeOf(planOf(channelId, fetched.data.items, nothing, nothing)) : null),
    [channelId, fetched],
  )
  return (
    <Page header={header}>
      <Notice
        tone="ask"
        icon={<History size={22} />}
        action={<ButtonLink href={paths.plan(channelId)}>{texts.toNow}</ButtonLink>}
      >
        {texts.past(moment === undefined ? '' : dates.moment(moment, now))}
      </Notice>
      {fetched.state === 'refused' ? (
        <Notice tone="calm" icon={<CloudOff size={22} />}>
          {refusalText(fetched.refusal, t)}
        </Notice>
      ) : null}
      {fetched.state === 'loading' ? <Loading label={t.common.loading} rows={5} /> : null}
      {tree === null ? null : (
        <>
          <h2 className={styles.goal}>{texts.planThen}</h2>
          <PlanTimeline tree={tree} actsOf={null} speech={speech} />
        </>
      )}
    </Page>
  )
}
