import { history, type Item, locate } from '@bijpraat/contract'
import { withPage } from '../replica/apply.ts'
import type { Replica } from '../replica/replica.ts'
import type { Call } from './ports.ts'

const pageSize = 50
const wholePageSize = 200
/** What lies further back than this many pages is shown by itself. */
const mostPages = 10

export type Located =
  | { outcome: 'loaded'; item: Item }
  /** It exists, but too far back to load all that lies between. */
  | { outcome: 'tooFar'; item: Item }
  | { outcome: 'notFound' | 'offline' }

/** `outdated`: the copy was made anew, or grew otherwise, while the page was on its way. */
type Outcome = 'loaded' | 'start' | 'offline' | 'refused' | 'outdated'

export type History = {
  loadOlder(channelId: string): Promise<Exclude<Outcome, 'outdated'>>
  locate(channelId: string, itemId: string): Promise<Located>
}

/** Lets the loaded range of a channel grow downwards. */
export const createHistory = ({ replica, call }: { replica: Replica; call: Call }): History => {
  const underWay = new Map<string, Promise<Outcome>>()

  const load = async (channelId: string, limit: number): Promise<Outcome> => {
    const copy = replica.getState().channels.get(channelId)
    if (copy === undefined) return 'refused'
    if (copy.reachedStart) return 'start'
    const before = copy.floor
    const answer = await call(history, { channelId, before, limit })
    if (!answer.ok) return answer.code === 'offline' ? 'offline' : 'refused'
    const state = replica.getState()
    const now = state.channels.get(channelId)
    if (now === undefined) return 'refused'
    const grown = withPage(now, answer.data, before)
    if (grown === now) return 'outdated'
    replica.setState({ channels: new Map(state.channels).set(channelId, grown) })
    return 'loaded'
  }

  /** One page at a time per channel: the next one starts where this one ends. */
  const once = (channelId: string, limit: number): Promise<Outcome> => {
    const known = underWay.get(channelId)
    if (known !== undefined) return known
    const loading = load(channelId, limit).finally(() => underWay.delete(channelId))
    underWay.set(channelId, loading)
    return loading
  }

  const inRange = (channelId: string, itemId: string) => {
    const copy = replica.getState().channels.get(channelId)
    const item = copy?.items.get(itemId)
    return item !== undefined && copy !== undefined && item.seq >= copy.floor ? item : undefined
  }

  return {
    loadOlder: async (channelId) => {
      const outcome = await once(channelId, pageSize)
      return outcome === 'outdated' ? 'refused' : outcome
    },
    locate: async (channelId, itemId) => {
      const held = inRange(channelId, itemId)
      if (held) return { outcome: 'loaded', item: held }
      const found = await call(locate, { channelId, itemId })
      if (!found.ok) return { outcome: found.code === 'offline' ? 'offline' : 'notFound' }
      for (let pages = 0; pages < mostPages; pages++) {
        const outcome = await once(channelId, wholePageSize)
        const item = inRange(channelId, itemId)
        if (item) return { outcome: 'loaded', item }
        if (outcome === 'offline') return { outcome }
        if (outcome !== 'loaded' && outcome !== 'outdated') break
      }
      return { outcome: 'tooFar', item: found.data.item }
    },
  }
}
