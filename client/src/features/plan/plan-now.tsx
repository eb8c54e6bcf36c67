import type { ChannelContent } from '@bijpraat/contract'
import { CloudOff, History, Plus } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { usePlanTexts } from '../../i18n/plan-texts.ts'
import { paths } from '../../ports/paths.ts'
import { refusalText } from '../../ports/refusal-text.ts'
import { writingIn } from '../../ports/rights.ts'
import { useMe } from '../../ports/session.tsx'
import { useNow } from '../../ports/use-now.ts'
import type { ChannelCopy } from '../../replica/replica.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import styles from './plan.module.css'
import { PlanFailed } from './plan-failed.tsx'
import { PlanTimeline, partAnchor } from './plan-timeline.tsx'
import type { PlanTree } from './plan-tree.ts'
import { usePartActs } from './use-part-acts.tsx'
import { type ShownPlan, usePlan } from './use-plan.ts'
import { useSpeech } from './use-speech.ts'

export type PlanOf = { channelId: string; copy: ChannelCopy; content: ChannelContent }

const nothing: PlanTree = { milestones: [], loose: [] }

/** Why this is not the newest, when it is not. */
const Stale = ({ plan }: { plan: ShownPlan }) => {
  const t = useTexts()
  const texts = usePlanTexts()
  if (plan.refusal === null) return null
  if (plan.refusal.code === 'offline')
    return (
      <Notice tone="calm" icon={<CloudOff size={22} />}>
        {plan.tree === null ? texts.offlineNone : texts.offline}
      </Notice>
    )
  return (
    <Notice
      tone="danger"
      title={texts.loadFailed}
      action={<Button onClick={plan.again}>{t.common.tryAgain}</Button>}
    >
      {refusalText(plan.refusal, t)}
    </Notice>
  )
}

/** Brings the part that a link names into view, once it is there. */
const useArrival = (partId: string | null, isHere: boolean) => {
  useEffect(() => {
    if (partId === null || !isHere) return
    const part = document.getElementById(partAnchor(partId))
    part?.scrollIntoView({ block: 'start' })
    part?.focus({ preventScroll: true })
  }, [partId, isHere])
}

/** The plan of a project as it is now, with what one can do with it. */
export const PlanNow = ({
  channel,
  header,
  about,
  partId,
}: {
  channel: PlanOf
  header: ReactNode
  /** What the project is for. */
  about: ReactNode
  partId: string | null
}) => {
  const t = useTexts()
  const texts = usePlanTexts()
  const me = useMe() ?? null
  const now = useNow()
  const plan = usePlan(channel.copy)
  const tree = plan.tree ?? nothing
  const speech = useSpeech(now)
  const { actsOf, add, sheet } = usePartActs(channel.channelId, tree)
  const may = writingIn(me, channel, now).may
  const isEmpty = tree.milestones.length + tree.loose.length === 0
  useArrival(partId, plan.tree !== null && !isEmpty)
  return (
    <div className={styles.frame}>
      <div className={styles.page}>
        <Page header={header}>
          <Stale plan={plan} />
          <PlanFailed channelId={channel.channelId} tree={tree} />
          {about}
          {plan.tree === null && plan.refusal === null ? <Loading label={t.common.loading} rows={5} /> : null}
          {plan.tree !== null && isEmpty ? (
            <Empty title={texts.empty} text={may ? texts.emptyText : texts.emptyReading} />
          ) : null}
          <PlanTimeline tree={tree} actsOf={may ? actsOf : null} speech={speech} />
        </Page>
      </div>
      {plan.tree === null ? null : (
        <div className={styles.bottom}>
          {may ? (
            <Button look="primary" icon={<Plus size={22} />} onClick={add}>
              {texts.add}
            </Button>
          ) : null}
          {isEmpty ? null : (
            <>
              <ButtonLink href={paths.planHistory(channel.channelId)} icon={<History size={22} />}>
                {texts.earlier}
              </ButtonLink>
              <span className={styles.print}>
                <Button look="quiet" onClick={() => window.print()}>
                  {texts.print}
                </Button>
              </span>
            </>
          )}
        </div>
      )}
      {sheet}
    </div>
  )
}
