import { listQuestions, type OutputOf } from '@bijpraat/contract'
import { CloudOff } from 'lucide-react'
import { useMemo } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useQuestionTexts } from '../../i18n/questions-texts.ts'
import { paths } from '../../ports/paths.ts'
import { refusalText } from '../../ports/refusal-text.ts'
import { useMe, useReplica, useReplicaView } from '../../ports/session.tsx'
import { useFetched } from '../../ports/use-fetched.ts'
import { hold } from '../../replica/folds.ts'
import type { ReplicaState } from '../../replica/replica.ts'
import { channelContent } from '../../replica/selectors.ts'
import { Empty } from '../../ui/empty.tsx'
import { Section } from '../../ui/list.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { Figures } from './figures.tsx'
import { byPromise, type OpenQuestion, openQuestion, useOpenQuestions, waitsForMe } from './open-questions.ts'
import { QuestionRows } from './question-rows.tsx'

type List = OutputOf<typeof listQuestions>

const isOfChannel = (state: ReplicaState, of: string | undefined, { channelId }: OpenQuestion): boolean => {
  if (of === undefined || channelId === of) return true
  const content = channelContent(state, channelId)
  return content !== undefined && [...content.villageIds, ...content.topicIds].includes(of)
}

/** What this device holds goes for it; of other channels what the server told. */
const useShown = (of: string | undefined, told: List | null): readonly OpenQuestion[] => {
  const { getState } = useReplicaView()
  const held = useOpenQuestions()
  return useMemo(() => {
    const state = getState()
    const mine = held.filter((question) => isOfChannel(state, of, question))
    const others = (told?.questions ?? []).flatMap(({ channelId, name, item }) => {
      const copy = state.channels.get(channelId)
      return copy && !copy.followed ? [] : openQuestion(channelId, name, hold(item))
    })
    return [...mine, ...others].sort(byPromise)
  }, [getState, held, of, told])
}

/** Open questions of one channel and its projects, or of all that one may read, and figures of them. */
export const QuestionsPage = ({ channelId: of }: { channelId?: string }) => {
  const t = useTexts()
  const texts = useQuestionTexts()
  const me = useMe() ?? null
  const { getState } = useReplicaView()
  const name = useReplica((state) => (of === undefined ? undefined : channelContent(state, of)?.name))
  const { fetched } = useFetched(listQuestions, of === undefined ? {} : { channelId: of })
  const told = fetched.state === 'here' ? fetched.data : null
  const shown = useShown(of, told)
  const isMine = (question: OpenQuestion) => me !== null && waitsForMe(getState(), me, question)
  const [mine, others] = [shown.filter(isMine), shown.filter((question) => !isMine(question))]
  const back = of === undefined ? paths.me : paths.channel(of)
  return (
    <Page
      header={
        <PageHeader
          title={texts.title}
          below={name === undefined ? null : <bdi>{name}</bdi>}
          back={{ href: back, label: t.common.back, always: true }}
        />
      }
    >
      {fetched.state === 'refused' ? (
        <Notice tone="calm" icon={<CloudOff size={22} />}>
          {fetched.refusal.code === 'offline' ? texts.offline : refusalText(fetched.refusal, t)}
        </Notice>
      ) : null}
      {shown.length === 0 && fetched.state === 'loading' ? (
        <Loading label={t.common.loading} rows={4} />
      ) : null}
      {shown.length === 0 && fetched.state !== 'loading' ? (
        <Empty title={texts.none} text={texts.noneText} lit={0} />
      ) : null}
      {mine.length === 0 ? null : (
        <Section title={texts.waiting}>
          <QuestionRows questions={mine} />
        </Section>
      )}
      {others.length === 0 ? null : (
        <Section title={mine.length === 0 ? texts.all : texts.others}>
          <QuestionRows questions={others} />
        </Section>
      )}
      {told === null ? null : <Figures list={told} />}
    </Page>
  )
}
