/** Questions are put to the database no more often than this. */
const usuallyApartMs = 8

/**
 * Answers single questions together: all that are asked in one turn of the event loop, and all that are asked within
 * `apartMs` after others were put; the first after a pause waits for nothing. So a server that is busy asks seldom and much. Nothing is remembered, and no
 * question is answered by a read that began before it was asked; one that hangs holds up nobody else's.
 */
export const createGather = <Question, Answer>(
  /** Answers in the order of the questions. */
  answerAll: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  apartMs = usuallyApartMs,
): ((question: Question) => Promise<Answer>) => {
  type Asked = { question: Question; resolve: (answer: Answer) => void; reject: (error: unknown) => void }
  let waiting: Asked[] = []
  let putAt = Number.NEGATIVE_INFINITY

  const put = () => {
    const asked = waiting
    waiting = []
    putAt = performance.now()
    answerAll(asked.map(({ question }) => question)).then(
      (answers) => asked.forEach(({ resolve }, index) => void resolve(answers[index] as Answer)),
      (error: unknown) => asked.forEach(({ reject }) => void reject(error)),
    )
  }

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject })
      if (waiting.length > 1) return
      const waitMs = putAt + apartMs - performance.now()
      if (waitMs > 0) setTimeout(put, waitMs)
      else setImmediate(put)
    })
}
