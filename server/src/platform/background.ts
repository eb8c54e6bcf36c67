/** Work that an answer must not wait for, such as a mail whose sending time would tell who has an account. */
export type Background = {
  run: (task: () => Promise<unknown>) => void
  /** Resolves when nothing is under way. */
  idle: () => Promise<void>
}

/** `onError` gets what a task threw; a task that matters keeps its own record to be tried again. */
export const createBackground = ({ onError }: { onError: (error: unknown) => void }): Background => {
  const running = new Set<Promise<void>>()

  return {
    run: (task) => {
      const done = Promise.resolve()
        .then(task)
        .then(() => undefined, onError)
        .finally(() => running.delete(done))
      running.add(done)
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
