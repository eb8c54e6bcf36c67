import type { OnProgress } from './binary.ts'
import type { Instance } from './instance.ts'
import { clientOf, REPLICA_SET, startMongod } from './mongo.ts'

const PATIENCE_MS = 60_000

/** Several running nodes that are one replica set. */
export type MongoSet = {
  /** Names one node; whoever connects learns of the others from it. */
  url: string
  nodes: readonly Instance[]
  /** Ends all; their folders are deleted. May be called again. */
  stop(): Promise<void>
}

/**
 * Starts a MongoDB replica set of `nodes` nodes on 127.0.0.1, in temporary folders, with a primary when this
 * resolves. Any of them may become primary, and soon notices that one is needed.
 */
export async function startMongoSet(options: { nodes: number; onProgress?: OnProgress }): Promise<MongoSet> {
  const started = await Promise.allSettled(
    Array.from({ length: options.nodes }, () => startMongod(options, untilUp)),
  )
  const nodes = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.stop()))
  }
  try {
    for (const one of started) if (one.status === 'rejected') throw one.reason
    return { url: await initiate(nodes.map(({ port }) => port)), nodes, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function untilUp(port: number, signal: AbortSignal): Promise<number> {
  const client = clientOf(port)
  signal.addEventListener('abort', () => void client.close())
  const { pid } = await client.db('admin').command({ serverStatus: 1 })
  return Number(pid)
}

/** Makes the nodes one set; its URL, once it has a primary. */
async function initiate(ports: readonly number[]): Promise<string> {
  const [first] = ports
  if (first === undefined) throw new Error('a set has at least one node')
  const client = clientOf(first)
  try {
    const admin = client.db('admin')
    const members = ports.map((port, _id) => ({ _id, host: `127.0.0.1:${port}`, priority: 1 }))
    // The defaults would let each election wait for ten.
    const settings = { electionTimeoutMillis: 2_000, heartbeatIntervalMillis: 500 }
    await admin.command({ replSetInitiate: { _id: REPLICA_SET, members, settings } })
    const deadline = Date.now() + PATIENCE_MS
    while (!(await admin.command({ hello: 1 })).primary) {
      if (Date.now() > deadline) throw new Error(`the set chose no primary within ${PATIENCE_MS / 1000} s`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return `mongodb://127.0.0.1:${first}/?replicaSet=${REPLICA_SET}`
  } finally {
    await client.close()
  }
}
