import { questionChange } from '@bijpraat/contract'
import { ArrowRight, CircleHelp } from 'lucide-react'
import { Link } from 'wouter'
import { useTexts } from '../../i18n/i18n.tsx'
import { AuthorName, When } from '../../ports/author-line.tsx'
import { withCalledNames } from '../../ports/called.ts'
import type { CardProps } from '../../ports/cards.ts'
import { paths } from '../../ports/paths.ts'
import { usePerson } from '../../ports/people.ts'
import { useReplica } from '../../ports/session.tsx'
import { isOf } from '../../replica/folds.ts'
import { BoardCard } from '../../ui/board-card.tsx'
import { firstWords } from '../../ui/rich-text/first-words.ts'
import { saidChanges } from './question-words.ts'
import styles from './questions.module.css'
import { useQuestionSpeech } from './use-question-speech.ts'

/** That something happened to a question: what was, what is and why, with a way to it. */
export const QuestionChangeCard = ({ channelId, item, onGo }: CardProps) => {
  const t = useTexts()
  const speech = useQuestionSpeech()
  const author = usePerson(item.authorId)
  const content = isOf(item, questionChange) ? item.content : null
  const words = useReplica((state) => withCalledNames(state, firstWords(content?.text ?? ''), t))
  if (content === null) return null
  const { texts } = speech
  const { act, reason, questionId } = content
  const changes = act === 'answer' || act === 'reopen' ? [] : saidChanges(content, speech)
  return (
    <BoardCard
      tone="plain"
      icon={<CircleHelp size={22} />}
      board={texts.acts[act]}
      meta={item.writtenAt === undefined ? <When item={item} /> : null}
      foot={
        <>
          {author.known ? <AuthorName author={author} /> : null}
          {item.writtenAt === undefined ? null : <When item={item} />}
        </>
      }
    >
      <p className={styles.about} dir="auto">
        {words}
      </p>
      {changes.length === 0 ? null : (
        <ul className={styles.changes}>
          {changes.map(({ label, was, becomes }) => (
            <li key={label} className={styles.change}>
              <span className={styles.label}>{label}</span>
              <span className="visually-hidden">{texts.was}</span>
              <del>
                <bdi>{was}</bdi>
              </del>
              <ArrowRight size={18} aria-hidden="true" />
              <span className="visually-hidden">{texts.becomes}</span>
              <ins>
                <bdi>{becomes}</bdi>
              </ins>
            </li>
          ))}
        </ul>
      )}
      {reason === null ? null : (
        <p className={styles.why}>
          <strong>{act === 'reopen' ? texts.missing : texts.why}</strong> <bdi>{reason}</bdi>
        </p>
      )}
      <Link href={paths.item(channelId, questionId)} className={styles.way} onClick={onGo}>
        <CircleHelp size={20} />
        {texts.toQuestion}
      </Link>
    </BoardCard>
  )
}
