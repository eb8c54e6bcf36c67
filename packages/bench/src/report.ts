import * as z from 'zod'

/** What `--out FILE` writes; packages/bench/README.md explains it. */
export const report = z.strictObject({
  version: z.literal(1),
  startedAt: z.iso.datetime(),
  machine: z.strictObject({
    cores: z.int(),
    cpu: z.string(),
    memoryGiB: z.number(),
    node: z.string(),
    platform: z.string(),
  }),
  rounds: z.int(),
  scale: z.number(),
  results: z.record(
    z.string(),
    z.strictObject({
      /** Processes that wanted to run, on average over the minute before: above one, times say little. */
      loadBefore: z.number(),
      seconds: z.number(),
      figures: z.record(z.string(), z.union([z.number(), z.string()])),
    }),
  ),
})
export type Report = z.output<typeof report>
