import type { Log } from '../../log/log.ts'
import type { Change } from '../../log/model.ts'
import { Refusal } from '../../refusal.ts'

/** Something that content describes: `said` is what its files say of it, nothing more. */
export type Described = { channelId: string; id: string; said: unknown }

export type Under = Pick<Change<unknown>, 'authorId' | 'commandId' | 'said'>

/** The author of what the loader does, in command records; what is said has the author that the files name. */
const loaderId = 'content'

const under = ({ id, said }: Described, version: number): Under => ({
  authorId: loaderId,
  commandId: `${id}.${version}`,
  said,
})

/**
 * Each text that the files ever had for something is a version with a command of its own. The last one holds:
 * loading it again does nothing, so what people changed on screen since then stays. A text that comes back after
 * another one is a new version.
 */
export const createVersions = (log: Pick<Log, 'done'>) => {
  /** Undefined when nothing was said under this version. */
  const saysThis = async (thing: Described, version: number): Promise<boolean | undefined> => {
    try {
      const key = { channelId: thing.channelId, ...under(thing, version) }
      return (await log.done(key)) === undefined ? undefined : true
    } catch (error) {
      if (error instanceof Refusal && error.code === 'id_reused') return false
      throw error
    }
  }

  /** The version under which the thing is to be written; null when what its files say holds. */
  const due = async (thing: Described): Promise<number | null> => {
    let held = false
    for (let version = 1; ; version++) {
      const same = await saysThis(thing, version)
      if (same === undefined) return held ? null : version
      held = same
    }
  }

  /** Writes the thing if it is due; whether it was. */
  const put = async (thing: Described, write: (under: Under) => Promise<unknown>): Promise<boolean> => {
    for (;;) {
      const version = await due(thing)
      if (version === null) return false
      try {
        await write(under(thing, version))
        return true
      } catch (error) {
        // Another process, with other files, was first under this version: ours comes after it.
        if (!(error instanceof Refusal && error.code === 'id_reused')) throw error
      }
    }
  }

  return { due, put }
}
