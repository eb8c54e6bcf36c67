/** Counts durations in bins of 0.1 ms up to 20 s. */
export type Histogram = {
  add: (ms: number) => void
  count: () => number
  /** The duration that the given share of all stays within; NaN when nothing was counted. */
  quantile: (share: number) => number
}

const binsPerMs = 10
const maxMs = 20_000

export const createHistogram = (): Histogram => {
  const bins = new Uint32Array(maxMs * binsPerMs + 1)
  let total = 0
  return {
    add: (ms) => {
      const bin = Math.min(bins.length - 1, Math.max(0, Math.floor(ms * binsPerMs)))
      bins[bin] = (bins[bin] ?? 0) + 1
      total += 1
    },
    count: () => total,
    quantile: (share) => {
      if (total === 0) return Number.NaN
      let left = Math.ceil(share * total)
      for (let bin = 0; bin < bins.length; bin += 1) {
        left -= bins[bin] ?? 0
        if (left <= 0) return (bin + 1) / binsPerMs
      }
      return maxMs
    },
  }
}
