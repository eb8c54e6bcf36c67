import { type ChannelContent, lookAhead, type OutputOf } from '@bijpraat/contract'
import { useMemo } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { usePlanTexts } from '../../i18n/plan-texts.ts'
import { paths } from '../../ports/paths.ts'
import { refusalText } from '../../ports/refusal-text.ts'
import { useFetched } from '../../ports/use-fetched.ts'
import { useNow } from '../../ports/use-now.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { GableSign } from '../../ui/drawings/signs.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Section } from '../../ui/list.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import styles from './plan.module.css'
import { PartFacts } from './plan-part-line.tsx'
import { planOf } from './plan-state.ts'
import { useSpeech } from './use-speech.ts'

type Project = OutputOf<typeof lookAhead>['projects'][number]

const nothing: readonly never[] = []

const OfProject = ({ project, now }: { project: Project; now: number }) => {
  const texts = usePlanTexts()
  const speech = useSpeech(now)
  const { channelId, name, next } = project
  const parts = useMemo(() => planOf(channelId, next, nothing, nothing), [channelId, next])
  return (
    <Section
      title={
        <span className={styles.project}>
          <GableSign size={34} />
          <bdi>{name}</bdi>
        </span>
      }
    >
      {parts.length === 0 ? (
        <p>{texts.nothingDated}</p>
      ) : (
        <ul className={styles.lines}>
          {parts.map((part) => (
            <li key={part.id} className={styles.line}>
              <div className={styles.lineText}>
                <h3 dir="auto" className={styles.lineTitle}>
                  {part.content.title}
                </h3>
                <PartFacts content={part.content} speech={speech} />
              </div>
            </li>
          ))}
        </ul>
      )}
      <ButtonLink look="quiet" href={paths.plan(channelId)}>
        {texts.wholePlan(name)}
      </ButtonLink>
    </Section>
  )
}

/** What comes next in all projects of a village or topic. */
export const PlansPage = ({
  channel: { channelId, content },
}: {
  channel: { channelId: string; content: ChannelContent }
}) => {
  const t = useTexts()
  const texts = usePlanTexts()
  const now = useNow()
  const { fetched } = useFetched(lookAhead, { channelId })
  return (
    <Page
      header={
        <PageHeader
          title={t.channels.plans}
          below={<bdi>{content.name}</bdi>}
          back={{ href: paths.channel(channelId), label: t.common.back, always: true }}
        />
      }
    >
      {fetched.state === 'loading' ? <Loading label={t.common.loading} rows={5} /> : null}
      {fetched.state === 'refused' ? <Notice tone="calm">{refusalText(fetched.refusal, t)}</Notice> : null}
      {fetched.state === 'here' && fetched.data.projects.length === 0 ? (
        <Empty title={texts.noPlans} text={texts.noPlansText} lit={0} />
      ) : null}
      {fetched.state === 'here'
        ? fetched.data.projects.map((project) => (
            <OfProject key={project.channelId} project={project} now={now} />
          ))
        : null}
    </Page>
  )
}
