/** A minute of trouble is over soon, a day of it is not: 5 s, 20 s, 80 s, 5 min, 21 min, 85 min. */
const firstWaitMs = 5_000
const growth = 4
const mostTries = 7
const longestWaitMs = 6 * 3600 * 1000
const shortestWaitMs = 1_000

/** When to try again what failed `tries` times, in milliseconds; null when it was tried often enough. */
export const waitBefore = (tries: number, askedMs: number | null, random: () => number): number | null => {
  if (tries >= mostTries) return null
  const own = firstWaitMs * growth ** (tries - 1) * (0.75 + random() / 2)
  // What a service asks for is kept to, but nobody makes us wait for ever.
  return Math.min(longestWaitMs, Math.max(shortestWaitMs, askedMs ?? own))
}
