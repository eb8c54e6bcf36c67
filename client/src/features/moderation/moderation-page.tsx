import { listReports } from '@bijpraat/contract'
import { useEffect, useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useModerationTexts } from '../../i18n/moderation-texts.ts'
import type { Cards } from '../../ports/cards.ts'
import { paths } from '../../ports/paths.ts'
import { refusalText } from '../../ports/refusal-text.ts'
import { useReplica } from '../../ports/session.tsx'
import { useFetched } from '../../ports/use-fetched.ts'
import { Empty } from '../../ui/empty.tsx'
import { Section } from '../../ui/list.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ActsList } from './acts-list.tsx'
import styles from './moderation-page.module.css'
import { isLeft, turnOfDesk } from './own-reports.ts'
import { type Reported, ReportedCard } from './reported-card.tsx'

/** The same thing reported anew is another. */
const keyOf = ({ channelId, itemId, at }: Reported) => `${channelId}/${itemId}/${at}`

/** What is reported in all that I moderate, and what was done. Anew whenever the log says that something changed. */
export const ModerationPage = ({ cards }: { cards: Cards }) => {
  const t = useTexts()
  const texts = useModerationTexts()
  const turn = useReplica(turnOfDesk)
  const [acts, setActs] = useState(0)
  const { fetched, again } = useFetched(listReports, {})
  useEffect(() => again(), [again, turn, acts])
  const done = () => setActs((before) => before + 1)
  const outbox = useReplica((state) => state.outbox)
  // Left here and done by now: the list that was fetched may be of before.
  const [left, setLeft] = useState<readonly string[]>([])
  const setIsLeft = (key: string, isLeft: boolean) =>
    setLeft((before) => [...before.filter((one) => one !== key), ...(isLeft ? [key] : [])])
  const reported = fetched.state === 'here' ? fetched.data.reported : []
  const open = reported.filter((one) => !isLeft({ outbox }, one) && !left.includes(keyOf(one)))
  return (
    <Page
      header={
        <PageHeader title={texts.title} back={{ href: paths.me, label: t.common.back, always: true }} />
      }
    >
      {fetched.state === 'loading' ? <Loading label={t.common.loading} rows={4} /> : null}
      {fetched.state === 'refused' ? <Notice tone="danger">{refusalText(fetched.refusal, t)}</Notice> : null}
      {fetched.state === 'here' && open.length === 0 ? (
        <Empty title={texts.nothing} text={texts.nothingText} lit={3} />
      ) : null}
      {fetched.state === 'here' && open.length > 0 ? (
        <Section title={texts.open}>
          <ul className={styles.list}>
            {open.map((one) => (
              <ReportedCard
                key={keyOf(one)}
                reported={one}
                cards={cards}
                onDone={done}
                onLeft={(isLeft) => setIsLeft(keyOf(one), isLeft)}
              />
            ))}
          </ul>
          {fetched.data.more ? <p>{texts.manyMore}</p> : null}
        </Section>
      ) : null}
      <Section title={texts.done}>
        <ActsList turn={turn + acts} />
      </Section>
    </Page>
  )
}
