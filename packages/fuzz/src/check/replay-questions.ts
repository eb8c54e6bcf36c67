/** What a command about a question leaves: told anew, by what was agreed and not by what the product does. */

type Content = Record<string, unknown>
type Asked = { authorId: string | null; content: Content | null; standing: boolean; rev: number }
type Step = { command: string; authorId: string; input: Content; itemId: string; rev: number }

const hour = 3_600_000
/** Whose it is, in the order in which a change tells it. */
const told = ['state', 'villageId', 'ownerId', 'teamName', 'dueAt', 'answerId'] as const
const nobodys = { ownerId: null, teamName: '', dueAt: null, answerId: null }
const asked = { ...nobodys, state: 'open', villageId: null, promisedById: null, remindAt: null }

export const isOfQuestion = (command: string): boolean =>
  command.startsWith('question.') && command !== 'question.ask'

export const askedContent = ({ text }: Content): Content => ({ ...asked, text, answeredAt: null })

const after = (before: Content, { command, authorId, input }: Step): Content => {
  switch (command) {
    case 'question.take': {
      const mine = { ownerId: authorId, promisedById: authorId }
      return {
        ...before,
        ...mine,
        state: 'taken',
        dueAt: input.dueAt,
        remindAt: Number(input.dueAt) - 39 * hour,
      }
    }
    case 'question.answer':
      return { ...before, state: 'answered', answerId: input.answerId, remindAt: null }
    default:
      return { ...before, ...asked }
  }
}

/** What is wrong with a step, or the question as it leaves it, and the item that tells of it. */
export const questionAfter = (
  question: Asked | undefined,
  step: Step,
): string | { question: Asked; told: { content: Content; addresses: string[] | undefined } } => {
  const { command, authorId, input, rev } = step
  const before = question?.content
  if (!question || !before) return `${command} of what is not there`
  const wrong = command === 'question.take' ? before.state !== 'open' : before.state === 'answered'
  if (command === 'question.reopen' ? before.state !== 'answered' : wrong)
    return `${command} of a question that is ${String(before.state)}`
  const content = after(before, step)
  const changes = told.flatMap((field) =>
    before[field] === content[field] ? [] : [{ field, from: before[field], to: content[field] }],
  )
  const isAgain = command === 'question.reopen'
  const called = new Set([question.authorId, ...(isAgain ? ['officials', before.ownerId] : [])])
  for (const one of [authorId, null]) called.delete(one)
  const said = {
    questionId: input.itemId,
    text: before.text,
    act: command.split('.')[1],
    reason: input.reason ?? null,
    changes,
  }
  return {
    question: { ...question, content, standing: content.state !== 'answered', rev: rev + 1 },
    told: { content: said, addresses: called.size > 0 ? ([...called] as string[]) : undefined },
  }
}
