import { question } from '@bijpraat/contract'
import { Check, CircleHelp, Clock, CornerDownRight, MessageSquareText } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { AuthorName, When } from '../../ports/author-line.tsx'
import type { CardProps } from '../../ports/cards.ts'
import { paths } from '../../ports/paths.ts'
import { usePerson } from '../../ports/people.ts'
import { carries, writingIn } from '../../ports/rights.ts'
import { useMe, useReplica } from '../../ports/session.tsx'
import { isOf } from '../../replica/folds.ts'
import { channelContent } from '../../replica/selectors.ts'
import { BoardCard } from '../../ui/board-card.tsx'
import { Button } from '../../ui/button.tsx'
import { RichText } from '../../ui/rich-text/rich-text.tsx'
import { AgainSheet } from './again-sheet.tsx'
import { AnswerSheet } from './answer-sheet.tsx'
import { HandOverSheet, TakeSheet } from './promise-sheet.tsx'
import { askedName, promiseOf } from './question-words.ts'
import styles from './questions.module.css'
import { useQuestionSpeech } from './use-question-speech.ts'

type Over = 'take' | 'handOver' | 'answer' | 'again'

/** What I may do with a question of a channel, as far as this device knows. */
const useMay = (channelId: string, ownerId: string | null, authorId: string | null) => {
  const me = useMe() ?? null
  const content = useReplica((state) => channelContent(state, channelId))
  if (me === null || content === undefined) return { carry: false, askAgain: false }
  const channel = { channelId, content }
  const writes = writingIn(me, channel, Date.now()).may
  const carry = writes && (ownerId === me.personId || carries(me, channel))
  return { carry, askAgain: carry || (writes && authorId === me.personId) }
}

/** A question with its promise, and what one can do about it. */
export const QuestionCard = ({ channelId, item, onGo }: CardProps) => {
  const speech = useQuestionSpeech()
  const author = usePerson(item.authorId)
  const content = isOf(item, question) ? item.content : null
  const may = useMay(channelId, content?.ownerId ?? null, item.authorId)
  const [over, setOver] = useState<Over | null>(null)
  if (content === null || !isOf(item, question)) return null
  const { texts } = speech
  const { state, text, fromId, answerId, villageId } = content
  const promise = promiseOf(content, speech)
  const isSent = item.seq > 0
  const close = () => setOver(null)
  const of = { channelId, item, content, speech, onClose: close }
  return (
    <BoardCard
      tone={state === 'answered' ? 'plain' : 'action'}
      icon={<CircleHelp size={22} />}
      board={texts.boardTo(askedName(villageId, speech))}
      meta={item.writtenAt === undefined ? <When item={item} /> : null}
      foot={
        <>
          {author.known ? <AuthorName author={author} /> : null}
          {item.writtenAt === undefined ? null : <When item={item} />}
        </>
      }
    >
      <RichText source={text} />
      <p className={styles.promise}>
        {state === 'answered' ? <Check size={20} /> : <Clock size={20} />}
        <span>{promise ?? texts.answered}</span>
      </p>
      {answerId === null && fromId === undefined ? null : (
        <div className={styles.ways}>
          {answerId === null ? null : (
            <Link href={paths.item(channelId, answerId)} className={styles.way} onClick={onGo}>
              <MessageSquareText size={20} />
              {texts.toAnswer}
            </Link>
          )}
          {fromId === undefined ? null : (
            <Link href={paths.item(channelId, fromId)} className={styles.way} onClick={onGo}>
              <CornerDownRight size={20} />
              {texts.fromThis}
            </Link>
          )}
        </div>
      )}
      {isSent && may.carry && state !== 'answered' ? (
        <div className={styles.acts}>
          {state === 'open' ? <Button onClick={() => setOver('take')}>{texts.take}</Button> : null}
          <Button onClick={() => setOver('answer')}>{texts.answer}</Button>
          <Button look="quiet" onClick={() => setOver('handOver')}>
            {texts.handOver}
          </Button>
        </div>
      ) : null}
      {isSent && may.askAgain && state === 'answered' ? (
        <div className={styles.acts}>
          <Button look="quiet" onClick={() => setOver('again')}>
            {texts.again}
          </Button>
        </div>
      ) : null}
      {over === 'take' ? <TakeSheet {...of} /> : null}
      {over === 'handOver' ? <HandOverSheet {...of} /> : null}
      {over === 'answer' ? <AnswerSheet {...of} /> : null}
      {over === 'again' ? <AgainSheet {...of} /> : null}
    </BoardCard>
  )
}
