import type { listQuestions, OutputOf, QuestionContent } from '@bijpraat/contract'
import type { Kinds } from '../../log/kinds.ts'
import type { StoredItem } from '../../log/model.ts'
import { viewItem } from '../../log/view.ts'
import { type Actor, audienceOf, type ChannelFacts } from '../../rights/rights.ts'
import { figuresOfTeams, figuresOfVillages } from './questions.figures.ts'
import type { QuestionStore } from './questions.store.ts'

type Parts = {
  store: QuestionStore
  kinds: Kinds
  allChannels: () => Promise<ChannelFacts[]>
  nameOf: (channelId: string) => Promise<string | null>
  clock: () => number
}

const yearMs = 365 * 86_400_000
/** As many as anyone looks through. */
const listedAtMost = 200

export type QuestionList = (actor: Actor, of: string | undefined) => Promise<OutputOf<typeof listQuestions>>

const belongsTo = ({ channelId, villageIds, topicIds }: ChannelFacts, of: string): boolean =>
  channelId === of || villageIds.includes(of) || topicIds.includes(of)

/** What was promised first comes first; what nobody has promised yet stands behind it, the oldest first. */
const byPromise = (a: StoredItem, b: StoredItem): number => {
  const [dueA, dueB] = [dueOf(a), dueOf(b)]
  return dueA === dueB ? a.createdAt - b.createdAt : dueA - dueB
}
const dueOf = ({ content }: StoredItem): number =>
  (content as QuestionContent).dueAt ?? Number.MAX_SAFE_INTEGER

/** Questions that wait for an answer, over all channels that someone reads as an insider, and figures of them. */
export const createQuestionList = ({ store, kinds, allChannels, nameOf, clock }: Parts): QuestionList => {
  const named = async (channelIds: readonly string[]) => {
    const ids = [...new Set(channelIds)]
    const names = await Promise.all(ids.map(nameOf))
    return new Map(ids.map((channelId, at) => [channelId, names[at] ?? '']))
  }
  return async (actor, of) => {
    const readable = (await allChannels()).filter(
      (channel) =>
        !channel.archived &&
        audienceOf(actor, channel) === 'members' &&
        (of === undefined || belongsTo(channel, of)),
    )
    const facts = new Map(readable.map((channel) => [channel.channelId, channel]))
    const ids = [...facts.keys()]
    const [waiting, answered] = await Promise.all([
      store.waiting(ids),
      store.answeredSince(ids, clock() - yearMs),
    ])
    const villages = figuresOfVillages({ waiting, answered }, (channelId) => {
      const channel = facts.get(channelId)
      return channel?.kind === 'village' ? [channelId] : (channel?.villageIds ?? [])
    })
    const shown = waiting.sort(byPromise).slice(0, listedAtMost)
    const names = await named([...shown, ...villages].map(placeOf))
    const nameAt = (channelId: string) => names.get(channelId) ?? ''
    return {
      questions: shown.map((item) => ({
        channelId: item.channelId,
        name: nameAt(item.channelId),
        item: viewItem(kinds, item, 'members'),
      })),
      villages: villages
        .map((village) => ({ ...village, name: nameAt(village.villageId) }))
        .sort((a, b) => a.name.localeCompare(b.name)),
      teams: figuresOfTeams({ waiting, answered }),
    }
  }
}

const placeOf = (one: { channelId: string } | { villageId: string }): string =>
  'villageId' in one ? one.villageId : one.channelId
