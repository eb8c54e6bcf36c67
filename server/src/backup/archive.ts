import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'

/**
 * The file of a backup: frames in gzip, each a length (4 bytes, big endian), a type (1 byte) and that many bytes.
 * First a header, then each collection followed by its documents as BSON, last an end that counts what went before
 * and has its SHA-256. What has no end, or another sum, is damaged.
 */
export const archiveFormat = 1

/** MongoDB's documents are at most 16 MiB, and a little more inside. */
const mostBytes = 17 * 1024 * 1024
const prefixBytes = 5

const types = { header: 1, collection: 2, document: 3, end: 4 } as const
type FrameType = keyof typeof types

export type Header = { format: number; createdAt: string }
export type CollectionHead = { name: string; indexes: readonly Record<string, unknown>[] }
export type End = { documents: number; sha256: string }

export type Entry =
  | { type: 'header'; header: Header }
  | { type: 'collection'; collection: CollectionHead }
  | { type: 'document'; bson: Buffer }

/** The file is no backup of ours, or not whole; nothing was changed. */
export class ArchiveError extends Error {}

const frame = (type: FrameType, payload: Uint8Array): Buffer => {
  const prefix = Buffer.alloc(prefixBytes)
  prefix.writeUInt32BE(payload.length, 0)
  prefix.writeUInt8(types[type], 4)
  return Buffer.concat([prefix, payload])
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

const payloadOf = (entry: Entry): Uint8Array => {
  if (entry.type === 'document') return entry.bson
  return json(entry.type === 'header' ? entry.header : entry.collection)
}

/** Entries to the bytes of an archive, before compression. */
export async function* written(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  const sum = createHash('sha256')
  let documents = 0
  for await (const entry of entries) {
    if (entry.type === 'document') documents += 1
    const bytes = frame(entry.type, payloadOf(entry))
    sum.update(bytes)
    yield bytes
  }
  yield frame('end', json({ documents, sha256: sum.digest('hex') } satisfies End))
}

/** The entries of an archive. Throws an `ArchiveError` at the first damage, at the end at the latest. */
export async function* readArchive(file: string): AsyncGenerator<Entry> {
  const bytes = createReadStream(file).on('error', (error) => unzipped.destroy(error))
  const unzipped = createGunzip()
  try {
    yield* entriesOf(framesOf(bytes.pipe(unzipped)))
  } catch (error) {
    throw asArchiveError(error)
  } finally {
    bytes.destroy()
  }
}

const asArchiveError = (error: unknown): unknown => {
  const code = String((error as NodeJS.ErrnoException).code ?? '')
  return code.startsWith('Z_') ? new ArchiveError('The archive is damaged: it cannot be unpacked.') : error
}

type Frame = { type: number; payload: Buffer; whole: Buffer }

async function* entriesOf(frames: AsyncIterable<Frame>): AsyncGenerator<Entry> {
  const sum = createHash('sha256')
  let documents = 0
  let isFirst = true
  for await (const { type, payload, whole } of frames) {
    if (isFirst !== (type === types.header)) throw new ArchiveError('This is no backup of Bijpraat.')
    if (type === types.end) return checkEnd(payload, documents, sum)
    if (type === types.document) documents += 1
    yield entryOf(type, payload)
    isFirst = false
    sum.update(whole)
  }
  throw new ArchiveError('The archive is cut off: its end is missing.')
}

const entryOf = (type: number, payload: Buffer): Entry => {
  if (type === types.document) return { type: 'document', bson: payload }
  if (type === types.collection) return { type: 'collection', collection: parsed(payload) as CollectionHead }
  if (type !== types.header) throw new ArchiveError('The archive is damaged: it has an unknown part.')
  const header = parsed(payload) as Header
  if (header.format !== archiveFormat)
    throw new ArchiveError(`The archive has format ${header.format}; this version reads ${archiveFormat}.`)
  return { type: 'header', header }
}

const parsed = (payload: Buffer): unknown => {
  try {
    return JSON.parse(payload.toString())
  } catch {
    throw new ArchiveError('The archive is damaged: a part of it cannot be read.')
  }
}

const checkEnd = (payload: Buffer, documents: number, sum: Hash): void => {
  const end = parsed(payload) as End
  if (end.documents !== documents || end.sha256 !== sum.digest('hex'))
    throw new ArchiveError('The archive is damaged: its sum is another than when it was made.')
}

/** Bytes to frames, whatever pieces they come in. */
async function* framesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let at = 0
    while (rest.length - at >= prefixBytes) {
      const length = rest.readUInt32BE(at)
      if (length > mostBytes) throw new ArchiveError('The archive is damaged: a part of it is too large.')
      const end = at + prefixBytes + length
      if (rest.length < end) break
      const payload = rest.subarray(at + prefixBytes, end)
      yield { type: rest.readUInt8(at + 4), payload, whole: rest.subarray(at, end) }
      at = end
    }
    rest = rest.subarray(at)
  }
}
