import { glance, type OutputOf } from '@bijpraat/contract'
import { fromReset } from '../replica/apply.ts'
import type { ChannelCopy, Replica } from '../replica/replica.ts'
import { readAnswer } from './answers.ts'
import type { CopyStorage } from './ports.ts'

type Parts = {
  replica: Replica
  storage: CopyStorage
  /** The answer of `sync.glance`, asked while the script was on its way. Never rejects. */
  glanced: Promise<unknown> | undefined
  /** Loads what this device owes or has to say for a person. */
  loadOwnOf: (personId: string) => Promise<void>
  onStorageFault: (error: unknown) => void
}

/** What there is to show before there is a connection: what is kept here, else what was glanced at meanwhile. */
export const createBeginning = ({ replica, storage, glanced, loadOwnOf, onStorageFault }: Parts) => {
  const takeGlance = async () => {
    const answer = readAnswer(await glanced)
    const { data } = glance.output.safeParse(answer.ok ? answer.data : null)
    if (data === undefined) return
    if (data.me) await loadOwnOf(data.me.personId)
    // What the connection brought by now is newer, and of who is signed in by now.
    if (replica.getState().me === undefined) replica.setState(copyOf(data))
  }

  return {
    /** Resolves when the kept copy is in the replica; what was glanced at may come later. */
    load: async (): Promise<void> => {
      const kept = await storage.load().catch(onStorageFault)
      if (!kept) {
        if (glanced) void takeGlance()
        return
      }
      // What is owed is there before the rest shows, so that whoever looks at once sees it.
      await loadOwnOf(kept.me.personId)
      const channels = kept.channels.map(
        (copy) => [copy.channelId, { ...copy, freshAt: copy.cursor }] as const,
      )
      replica.setState({ me: kept.me, epoch: kept.epoch, channels: new Map(channels) })
    },
  }
}

/** Copies like any others, which the first resume goes on from. */
const copyOf = ({ me, epoch, mine, beside }: OutputOf<typeof glance>) => {
  const copies: ChannelCopy[] = mine.map((reset) => fromReset(reset, false))
  if (beside) copies.push(fromReset(beside, true))
  return { me, epoch, channels: new Map(copies.map((copy) => [copy.channelId, copy])) }
}
