import type { Change } from './model.ts'

/** The one door through which anything enters a channel (P3). */
export type Log = {
  /**
   * Commits a change and answers after it is durable at majority (L3). The same command again gives the first
   * result (L4). Throws `Refusal`; with `unavailable` the outcome is unknown and the same command may be sent again.
   */
  change: <Result>(change: Change<Result>) => Promise<Result>
  /** The first result of a command that was carried out, or undefined (L4, W4). */
  done: (key: Pick<Change<unknown>, 'channelId' | 'authorId' | 'commandId' | 'said'>) => Promise<unknown | undefined>
}
