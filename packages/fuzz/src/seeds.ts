/** Seeds that `npm test` runs: a few that were always good, and every one that once found a fault. */
export const seeds: readonly number[] = [1, 2, 3]

/** The same for the log alone. */
export const logSeeds: readonly number[] = [1, 2]
