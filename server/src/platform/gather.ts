/** One read that does not answer must not keep all others waiting. */
const patienceMs = 50

/**
 * Answers single questions together: all that are asked in one turn of the event loop, and all that are asked while
 * earlier ones are under way. So a server that is busy asks seldom and much, and one that is not waits for nothing.
 * Nothing is remembered, and no question is answered by a read that began before it was asked.
 */
export const createGather = <Question, Answer>(
  /** Answers in the order of the questions. */
  answerAll: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): ((question: Question) => Promise<Answer>) => {
  type Asked = { question: Question; resolve: (answer: Answer) => void; reject: (error: unknown) => void }
  let waiting: Asked[] = []
  let underWay = 0
  let timer: NodeJS.Timeout | null = null

  const flush = () => {
    if (timer) clearTimeout(timer)
    timer = null
    const asked = waiting
    if (asked.length === 0) return
    waiting = []
    underWay += 1
    answerAll(asked.map(({ question }) => question))
      .then(
        (answers) => asked.forEach(({ resolve }, index) => void resolve(answers[index] as Answer)),
        (error: unknown) => asked.forEach(({ reject }) => void reject(error)),
      )
      .finally(() => {
        underWay -= 1
        // Who got an answer now often has the next question at once: that one goes along.
        setImmediate(flush)
      })
  }

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject })
      if (waiting.length > 1) return
      if (underWay === 0) setImmediate(flush)
      else timer = setTimeout(flush, patienceMs)
    })
}
