import { useId } from 'react'
import { useQuestionTexts } from '../../i18n/questions-texts.ts'
import { paths } from '../../ports/paths.ts'
import { useMe, useReplicaView } from '../../ports/session.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { useOpenQuestions, waitsForMe } from './open-questions.ts'
import { QuestionRows } from './question-rows.tsx'
import styles from './questions.module.css'

/** As many as one takes in at a glance; the rest is one press away. */
const shownAtFirst = 4

/** For who catches up: questions that wait for them, read or not; nothing when there is none. */
export const WaitingQuestions = () => {
  const texts = useQuestionTexts()
  const me = useMe()
  const { getState } = useReplicaView()
  const open = useOpenQuestions()
  const id = useId()
  const mine = me ? open.filter((question) => waitsForMe(getState(), me, question)) : []
  if (mine.length === 0) return null
  return (
    <section className={styles.waiting} aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        {texts.waiting}
      </h2>
      <QuestionRows questions={mine.slice(0, shownAtFirst)} />
      <ButtonLink look="quiet" href={paths.questions}>
        {texts.all}
      </ButtonLink>
    </section>
  )
}
