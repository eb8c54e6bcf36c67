import { type QuestionContent, question } from '@bijpraat/contract'
import type { LogCollection } from '../../log/collection.ts'
import type { StoredItem } from '../../log/model.ts'

const atOnce = 100
/** The newest; more than these change no median that anyone would notice. */
const countedAtMost = 5_000

/** How long something took to be answered, and which team did it. */
export type Answered = { channelId: string; teamName: string; tookMs: number }

/** Finds questions in any channel by what they wait for. */
export const createQuestionStore = (log: LogCollection) => ({
  createIndexes: async (): Promise<void> => {
    const waiting = { kind: question.kind, standing: true } as const
    await log.createIndex(
      { 'content.remindAt': 1 },
      { name: 'remind', partialFilterExpression: { kind: question.kind, 'content.remindAt': { $gt: 0 } } },
    )
    await log.createIndex(
      { channelId: 1, 'content.dueAt': 1 },
      { name: 'questions', partialFilterExpression: waiting },
    )
    await log.createIndex(
      { channelId: 1, 'content.answeredAt': -1 },
      {
        name: 'answered',
        partialFilterExpression: { kind: question.kind, 'content.answeredAt': { $gt: 0 } },
      },
    )
  },

  /** The first hundred of which somebody is to be reminded, earliest first. */
  due: (now: number): Promise<StoredItem[]> =>
    log
      .find<StoredItem>({ kind: question.kind, 'content.remindAt': { $gt: 0, $lte: now } })
      .sort({ 'content.remindAt': 1 })
      .limit(atOnce)
      .toArray(),

  /** All that wait for an answer in these channels. */
  waiting: (channelIds: readonly string[]): Promise<StoredItem[]> =>
    log
      .find<StoredItem>({ channelId: { $in: [...channelIds] }, kind: question.kind, standing: true })
      .toArray(),

  answeredSince: async (channelIds: readonly string[], since: number): Promise<Answered[]> => {
    const found = await log
      .find<StoredItem>({
        channelId: { $in: [...channelIds] },
        kind: question.kind,
        'content.answeredAt': { $gt: since },
      })
      .sort({ 'content.answeredAt': -1 })
      .limit(countedAtMost)
      .project<Pick<StoredItem, 'channelId' | 'createdAt' | 'content'>>({
        ...{ _id: 0, channelId: 1, createdAt: 1 },
        ...{ 'content.answeredAt': 1, 'content.teamName': 1 },
      })
      .toArray()
    return found.map(({ channelId, createdAt, content }) => {
      const { answeredAt, teamName } = content as Pick<QuestionContent, 'answeredAt' | 'teamName'>
      return { channelId, teamName, tookMs: Math.max(0, (answeredAt ?? createdAt) - createdAt) }
    })
  },
})

export type QuestionStore = ReturnType<typeof createQuestionStore>
