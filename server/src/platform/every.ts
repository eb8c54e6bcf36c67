/** Runs a task again and again, the next time `ms` after the last one ended; `stop` waits for one under way. */
export const every = (
  ms: number,
  task: () => Promise<void>,
  onError: (error: unknown) => void,
): { stop: () => Promise<void> } => {
  let timer: NodeJS.Timeout | undefined
  let current: Promise<void> = Promise.resolve()
  let stopped = false

  const turn = () => {
    current = task()
      .catch(onError)
      .then(() => {
        if (!stopped) timer = setTimeout(turn, ms)
      })
  }
  timer = setTimeout(turn, ms)
  return {
    stop: () => {
      stopped = true
      clearTimeout(timer)
      return current
    },
  }
}
