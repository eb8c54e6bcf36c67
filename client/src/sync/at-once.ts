/**
 * Has what is put here in the same moment. What a page hands to its database is undone when the page goes before that is
 * written, and who presses and leaves at once would lose what the screen said was done.
 */
export type AtOnce<T> = {
  /** Gives what takes it away again, unless something else has taken its place since. */
  put(key: string, value: T): () => void
  get(key: string): T | undefined
  drop(key: string): void
  /** In the order in which they were put. */
  all(): [key: string, value: T][]
}

/** `shelf` throws where the browser keeps nothing: then nothing is here, and all rests on the database. */
export const createAtOnce = <T>(prefix: string, shelf: () => Storage): AtOnce<T> => {
  let count = 0
  const attempt = <R>(run: (here: Storage) => R): R | undefined => {
    try {
      return run(shelf())
    } catch {
      return undefined
    }
  }
  const read = (key: string) =>
    attempt((here): { order: number; value: T } | null => JSON.parse(here.getItem(prefix + key) ?? 'null'))

  return {
    put: (key, value) => {
      const order = read(key)?.order ?? Date.now() * 1_000 + (count++ % 1_000)
      const said = JSON.stringify({ order, value })
      attempt((here) => here.setItem(prefix + key, said))
      return () =>
        attempt((here) => {
          if (here.getItem(prefix + key) === said) here.removeItem(prefix + key)
        })
    },
    get: (key) => read(key)?.value,
    drop: (key) => attempt((here) => here.removeItem(prefix + key)),
    all: () =>
      (attempt((here) => Object.keys(here)) ?? [])
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length))
        .flatMap((key) => {
          const found = read(key)
          return found ? [{ key, ...found }] : []
        })
        .sort((one, other) => one.order - other.order)
        .map(({ key, value }) => [key, value]),
  }
}
