/** A repeatable source of choices: the same seed gives the same ones in the same order. */
export type Random = {
  /** A number in [0, 1). */
  next: () => number
  /** A whole number from 0 to `n - 1`. */
  below: (n: number) => number
  pick: <T>(list: readonly T[]) => T
  chance: (probability: number) => boolean
  /** A UUID of version 4, in lower case. */
  id: () => string
}

/** By mulberry32, which is small and good enough for choosing. */
const createRandom = (seed: number): Random => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    next,
    below,
    pick: (list) => {
      const [picked] = list.slice(below(list.length))
      if (picked === undefined) throw new Error('nothing to pick from')
      return picked
    },
    chance: (probability) => next() < probability,
    id: () => {
      const hex = Array.from({ length: 32 }, () => below(16).toString(16)).join('')
      const variant = '89ab'[below(4)]
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
    },
  }
}

/** A source for one part of a run, so that what another part draws does not move it. */
export const randomOf = (seed: number, part: string): Random => {
  let mixed = seed >>> 0
  for (const letter of part) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193) >>> 0
  return createRandom(mixed)
}
