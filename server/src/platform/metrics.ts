import { createServer } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What one process counts of itself, as Prometheus reads it. Labels are names of ours, never what people say. */
export type Metrics = {
  counter: <L extends string>(name: string, help: string, labels?: readonly L[]) => Counter<L>
  /** Seconds, in steps from 1 ms to 10 s. */
  seconds: <L extends string>(name: string, help: string, labels?: readonly L[]) => Histogram<L>
  /** Asked when someone reads it. */
  gauge: (name: string, help: string, read: () => number) => void
  text: () => Promise<string>
  close: () => void
}

const steps = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const nano = 1e9
const micro = 1e6

export const createMetrics = (): Metrics => {
  const registry = new Registry()
  const registers = [registry]
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()

  const gauge: Metrics['gauge'] = (name, help, read) => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  }
  const labelled = (labels: readonly string[]) => ({ labelNames: [...labels], registers })

  gauge('process_resident_memory_bytes', 'Memory of the process', () => process.memoryUsage.rss())
  gauge('nodejs_heap_size_used_bytes', 'Memory in use by JavaScript', () => process.memoryUsage().heapUsed)
  gauge(
    'process_start_time_seconds',
    'Start of the process, since 1970',
    () => performance.timeOrigin / 1_000,
  )
  gauge('nodejs_eventloop_lag_p99_seconds', 'Delay of the event loop since the last reading', () => {
    const lag = delay.percentile(99) / nano
    delay.reset()
    return lag
  })
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Processor time of the process',
    registers,
    collect() {
      const { user, system } = process.cpuUsage()
      this.reset()
      this.inc((user + system) / micro)
    },
  })

  return {
    counter: (name, help, labels = []) => new Counter({ name, help, ...labelled(labels) }),
    seconds: (name, help, labels = []) => new Histogram({ name, help, buckets: steps, ...labelled(labels) }),
    gauge,
    text: () => registry.metrics(),
    close: () => {
      delay.disable()
      registry.clear()
    },
  }
}

/** Answers `GET /metrics` on a port of its own, which no proxy need show to the world; 0 takes any free one. */
export const serveMetrics = async (
  metrics: Metrics,
  { port, host }: { port: number; host: string },
): Promise<{ close: () => Promise<void> }> => {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404).end()
      return
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(text),
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return {
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
