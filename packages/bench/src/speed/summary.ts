import type { Figures } from '../main.ts'
import { median } from '../measure.ts'
import type { Measured } from './tally.ts'

export type Rounds<T> = Map<string, T[]>

export const keep = <T>(rounds: Rounds<T>, name: string, value: T): void => {
  rounds.set(name, [...(rounds.get(name) ?? []), value])
}

const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits
export const round2 = (value: number) => rounded(value, 2)

export const deliveriesPerSecond = ({ deliveries, seconds }: Measured) => deliveries / seconds

/** Processor seconds of server and database for a million deliveries. */
export const cpuPerMillion = ({ cpuSeconds, deliveries }: Measured) =>
  ((cpuSeconds.server + cpuSeconds.database) / deliveries) * 1e6

export const medianOf = <T>(rounds: readonly T[] | undefined, figure: (round: T) => number): number =>
  median((rounds ?? []).map(figure))

/** Figures of one server: medians of its rounds, and the sum of all that went wrong in any. */
export const figuresOf = (name: string, rounds: readonly Measured[]): Figures => {
  const middle = (figure: (round: Measured) => number) => medianOf(rounds, figure)
  const sum = (figure: (round: Measured) => number) =>
    rounds.reduce((total, round) => total + figure(round), 0)
  const perMillion = (figure: (round: Measured) => number) =>
    rounded(
      middle((round) => (figure(round) / round.deliveries) * 1e6),
      2,
    )
  return {
    [`${name}: posts/s`]: rounded(
      middle(({ posts, seconds }) => posts / seconds),
      0,
    ),
    [`${name}: acks/s`]: rounded(
      middle(({ acks, seconds }) => acks / seconds),
      0,
    ),
    [`${name}: deliveries/s`]: rounded(middle(deliveriesPerSecond), 0),
    [`${name}: frames/s`]: rounded(
      middle(({ frames, seconds }) => frames / seconds),
      0,
    ),
    [`${name}: seen, p50 ms`]: rounded(
      middle(({ latency }) => latency.p50),
      1,
    ),
    [`${name}: seen, p95 ms`]: rounded(
      middle(({ latency }) => latency.p95),
      1,
    ),
    [`${name}: seen, p99 ms`]: rounded(
      middle(({ latency }) => latency.p99),
      1,
    ),
    [`${name}: acknowledged, p50 ms`]: rounded(
      middle(({ ackLatency }) => ackLatency.p50),
      1,
    ),
    [`${name}: acknowledged, p99 ms`]: rounded(
      middle(({ ackLatency }) => ackLatency.p99),
      1,
    ),
    [`${name}: server CPU s per million deliveries`]: perMillion(({ cpuSeconds }) => cpuSeconds.server),
    [`${name}: database CPU s per million deliveries`]: perMillion(({ cpuSeconds }) => cpuSeconds.database),
    [`${name}: server CPU share`]: round2(middle(({ cpuSeconds, seconds }) => cpuSeconds.server / seconds)),
    [`${name}: database CPU share`]: round2(
      middle(({ cpuSeconds, seconds }) => cpuSeconds.database / seconds),
    ),
    [`${name}: generator CPU share`]: round2(
      middle(({ cpuSeconds, seconds }) => cpuSeconds.generator / seconds),
    ),
    [`${name}: bodies checked`]: sum(({ checkedBodies }) => checkedBodies),
    ...faultsOf(name, rounds),
  }
}

/** What must be nothing, over all rounds. */
export const faultsOf = (name: string, rounds: readonly Measured[]): Figures => {
  const sum = (figure: (round: Measured) => number) =>
    rounds.reduce((total, round) => total + figure(round), 0)
  const refused = (round: Measured) => Object.values(round.refused).reduce((total, count) => total + count, 0)
  return {
    [`${name}: lost`]: sum(({ lost }) => lost),
    [`${name}: doubled`]: sum(({ doubled }) => doubled),
    [`${name}: disordered`]: sum(({ disordered }) => disordered),
    [`${name}: wrong bodies`]: sum(({ wrongBodies }) => wrongBodies),
    [`${name}: refused`]: sum(refused),
    [`${name}: connections lost`]: sum(({ gone }) => gone),
  }
}
