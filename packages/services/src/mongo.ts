import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { findBinary, type OnProgress } from './binary.ts'
import { MONGODB } from './engines.ts'
import { ensureWritableDir } from './folders.ts'
import { type Instance, startInstance } from './instance.ts'

export const REPLICA_SET = 'bijpraat'

export type MongoOptions = {
  /** Kept afterwards. Without it: a temporary folder, deleted at stop or when this process dies. */
  dir?: string
  port?: number
  onProgress?: OnProgress
}

/** Starts a MongoDB replica set of one node on 127.0.0.1, writable when this resolves. */
export async function startMongo(options: MongoOptions = {}): Promise<Instance> {
  return startMongod(options, untilWritable)
}

/** Starts one mongod, ready when `whenReady` says so. */
export async function startMongod(
  options: MongoOptions,
  whenReady: (port: number, signal: AbortSignal) => Promise<number>,
): Promise<Instance> {
  const binary = await findBinary(MONGODB, options.onProgress ?? (() => {}))
  return startInstance({
    title: 'MongoDB',
    command: binary.path,
    dir: options.dir,
    port: options.port,
    args: ({ dir, port }) => mongodArguments(join(dir, 'db'), port),
    whenReady,
    url: mongoUrl,
  })
}

export function mongoUrl(port: number): string {
  return `mongodb://127.0.0.1:${port}/?replicaSet=${REPLICA_SET}`
}

function mongodArguments(dbPath: string, port: number): string[] {
  ensureWritableDir(dbPath)
  const parameters = {
    // A process that dies between raising a head and its commit leaves the channel locked for as long as this.
    transactionLifetimeLimitSeconds: 5,
    // No other node waits for us: the default would let each stop take 15 s.
    shutdownTimeoutMillisForSignaledShutdown: 100,
    diagnosticDataCollectionEnabled: false,
  }
  return [
    ...['--dbpath', dbPath, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
    ...['--replSet', REPLICA_SET, '--oplogSize', '64', '--wiredTigerCacheSizeGB', '0.25'],
    ...Object.entries(parameters).flatMap(([name, value]) => ['--setParameter', `${name}=${value}`]),
  ]
}

async function untilWritable(port: number, signal: AbortSignal): Promise<number> {
  const client = clientOf(port)
  signal.addEventListener('abort', () => void client.close())
  const admin = client.db('admin')
  const { pid } = await admin.command({ serverStatus: 1 })
  await ensureReplicaSet(client, `127.0.0.1:${port}`)
  while (!(await admin.command({ hello: 1 })).isWritablePrimary) await pause(20)
  return Number(pid)
}

/** A client of this one node, whatever set it is in. */
export function clientOf(port: number): MongoClient {
  return new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 60_000,
  })
}

async function ensureReplicaSet(client: MongoClient, host: string): Promise<void> {
  const admin = client.db('admin')
  const stored = await client
    .db('local')
    .collection('system.replset')
    .findOne({}, { readPreference: 'nearest' })
  if (stored === null) {
    await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } })
  } else if (stored.members[0].host !== host) {
    // On another port the node does not find itself in its own set, and would wait for it for ever.
    const config = { ...stored, version: stored.version + 1, members: [{ ...stored.members[0], host }] }
    await admin.command({ replSetReconfig: config, force: true })
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
