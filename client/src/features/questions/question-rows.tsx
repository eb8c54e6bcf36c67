import { CircleHelp } from 'lucide-react'
import { useTexts } from '../../i18n/i18n.tsx'
import { withCalledNames } from '../../ports/called.ts'
import { paths } from '../../ports/paths.ts'
import { useReplica } from '../../ports/session.tsx'
import { CardList, RowLink } from '../../ui/list.tsx'
import { firstWords } from '../../ui/rich-text/first-words.ts'
import type { OpenQuestion } from './open-questions.ts'
import { briefPromise } from './question-words.ts'
import { useQuestionSpeech } from './use-question-speech.ts'

const Row = ({ question: { channelId, channelName, item, content } }: { question: OpenQuestion }) => {
  const t = useTexts()
  const speech = useQuestionSpeech()
  const words = useReplica((state) => withCalledNames(state, firstWords(content.text), t))
  return (
    <RowLink
      href={paths.item(channelId, item.id)}
      sign={<CircleHelp size={22} />}
      name={<bdi>{words}</bdi>}
      below={
        <>
          <bdi>{briefPromise(content, speech)}</bdi>
          {channelName === '' ? null : (
            <>
              {' · '}
              <bdi>{channelName}</bdi>
            </>
          )}
        </>
      }
    />
  )
}

/** Questions under each other, each with its promise and the way to it. */
export const QuestionRows = ({ questions }: { questions: readonly OpenQuestion[] }) => (
  <CardList>
    {questions.map((question) => (
      <Row key={`${question.channelId}/${question.item.id}`} question={question} />
    ))}
  </CardList>
)
