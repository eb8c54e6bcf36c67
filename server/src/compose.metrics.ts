import { errors } from '@bijpraat/contract'
import type { Committed } from './log/model.ts'
import { createMetrics, type Metrics } from './platform/metrics.ts'

type Read = {
  connections: () => number
  /** Whether clients of this node may show that they are up to date (L8). */
  isChecked: () => boolean
  isRedisReady: () => boolean
}

export type HouseMetrics = {
  metrics: Metrics
  answered: (command: string, code: string, ms: number) => void
  committed: (range: Committed) => void
  emitted: (range: Committed) => void
  /** Somebody's device was told of something, or not. */
  told: (outcome: string) => void
  fault: () => void
}

/** What this product counts of itself. */
export const composeMetrics = ({ connections, isChecked, isRedisReady }: Read): HouseMetrics => {
  const metrics = createMetrics()
  const { counter, seconds, gauge } = metrics

  const answers = counter('bijpraat_commands_total', 'Commands answered', ['command', 'code'])
  const duration = seconds('bijpraat_command_seconds', 'From a command to its answer', ['command'])
  const commits = counter('bijpraat_commits_total', 'Commits of this process to the log')
  const changes = counter('bijpraat_changes_total', 'Changes in these commits')
  const sent = counter('bijpraat_ranges_total', 'Ranges that were sent to the connections of this process')
  const told = counter('bijpraat_push_total', 'Messages for devices, by what became of them', ['outcome'])
  const faults = counter('bijpraat_faults_total', 'Faults that the log tells of')
  gauge('bijpraat_connections', 'Open connections', connections)
  gauge('bijpraat_checked', '1 when this process knows that its clients are up to date', () =>
    Number(isChecked()),
  )
  gauge('bijpraat_redis_ready', '1 when Redis can be reached', () => Number(isRedisReady()))

  return {
    metrics,
    answered: (command, code, ms) => {
      answers.inc({ command, code: code in errors ? code : 'ok' })
      duration.observe({ command }, ms / 1_000)
    },
    committed: ({ after, upTo }) => {
      commits.inc()
      changes.inc(upTo - after)
    },
    emitted: () => sent.inc(),
    told: (outcome) => told.inc({ outcome }),
    fault: () => faults.inc(),
  }
}
