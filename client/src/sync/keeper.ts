import { directoryId, personalId } from '@bijpraat/contract'
import { trimmed } from '../replica/apply.ts'
import { callsMe } from '../replica/calls.ts'
import { countsAsUnread } from '../replica/folds.ts'
import type { ChannelCopy, HeldItem, Replica, ReplicaState } from '../replica/replica.ts'
import { readPosition } from '../replica/unread.ts'
import type { Clock, CopyStorage, CopyWrite } from './ports.ts'

const writeAfterMs = 300
/** Items of one channel on disk; trimmed in steps, so that not every message costs a deletion. */
const keptItems = 500
const trimAt = 600

export type KeeperParts = {
  replica: Replica
  storage: CopyStorage
  clock: Clock
  /** Names this tab to the storage: the last one that claimed the copy may write it. */
  writer: string
  onFault: (error: unknown) => void
}

/** Writes the copy to disk, in the one tab that leads. */
export type Keeper = {
  /** From now on this tab writes: first all that it holds, since another may have written until now. */
  lead(): void
  yield(): void
  /** Writes what is due now; resolves with whether it is this tab that keeps the copy, and it is kept. */
  flush(): Promise<boolean>
  /** Deletes what is kept of a person, after what is being written: the copy, or everything. */
  wipe(personId: string, what: 'copy' | 'all'): Promise<void>
  stop(): void
}

/** Whether the server counts an item among the unread ones below a loaded range. */
const countsAt = (state: ReplicaState, channelId: string) => ({
  position: readPosition(state, channelId),
  isUnread: (item: HeldItem) => countsAsUnread(item) && item.authorId !== state.me?.personId,
  calls: (item: HeldItem) => callsMe(state, channelId, item),
})

export const createKeeper = ({ replica, storage, clock, writer, onFault }: KeeperParts): Keeper => {
  let leading = false
  let claimedFor: string | null = null
  let written = new Map<string, ChannelCopy>()
  const cut = new WeakMap<ChannelCopy, ChannelCopy>()
  let cancelTimer: (() => void) | null = null
  let writing: Promise<void> = Promise.resolve()

  /** The part of a copy that goes to disk; what is own and what all need is never cut. */
  const kept = (state: ReplicaState, copy: ChannelCopy): ChannelCopy => {
    const isWhole = copy.channelId === directoryId || copy.channelId === personalId(state.me?.personId ?? '')
    if (isWhole || copy.timeline.length <= trimAt) return copy
    const known = cut.get(copy)
    if (known !== undefined) return known
    const first = copy.timeline.indexOf(written.get(copy.channelId)?.timeline[0] ?? '')
    const onDisk = first < 0 ? Number.POSITIVE_INFINITY : copy.timeline.length - first
    const made = trimmed(copy, onDisk > trimAt ? keptItems : onDisk, countsAt(state, copy.channelId))
    cut.set(copy, made)
    return made
  }

  const due = (state: ReplicaState): { write: CopyWrite; now: Map<string, ChannelCopy> } | null => {
    if (!state.me) return null
    const now = new Map<string, ChannelCopy>()
    for (const copy of state.channels.values()) if (!copy.followed) now.set(copy.channelId, kept(state, copy))
    const changed = [...now.values()]
      .map((copy) => ({ before: written.get(copy.channelId), now: copy }))
      .filter(({ before, now }) => before !== now)
    const gone = [...written.keys()].filter((channelId) => !now.has(channelId))
    return { write: { me: state.me, epoch: state.epoch, changed, gone }, now }
  }

  const write = async () => {
    const personId = replica.getState().me?.personId
    if (!leading || personId === undefined) return
    if (claimedFor !== personId) {
      await storage.claim(writer, personId)
      claimedFor = personId
      written = new Map()
    }
    // Looked at after the waiting, and written as it was at one moment: the cursor never runs ahead of the items.
    const work = due(replica.getState())
    if (work === null || work.write.me.personId !== personId) return
    if (await storage.save(writer, work.write)) written = work.now
    else leading = false
  }

  const queue = (task: () => Promise<void>): Promise<void> => {
    writing = writing.then(task).catch((error: unknown) => {
      leading = false
      onFault(error)
    })
    return writing
  }

  const flush = async (): Promise<boolean> => {
    cancelTimer?.()
    cancelTimer = null
    await queue(write)
    return leading
  }

  const unsubscribe = replica.subscribe((state, before) => {
    const isKept =
      state.channels !== before.channels || state.me !== before.me || state.epoch !== before.epoch
    if (isKept && leading) cancelTimer ??= clock.after(writeAfterMs, () => void flush())
  })

  return {
    lead: () => {
      leading = true
      claimedFor = null
      void flush()
    },
    yield: () => {
      leading = false
    },
    flush,
    wipe: (personId, what) =>
      queue(async () => {
        claimedFor = null
        await (what === 'all' ? storage.wipe(personId) : storage.dropCopy(personId))
      }),
    stop: () => {
      cancelTimer?.()
      unsubscribe()
    },
  }
}
