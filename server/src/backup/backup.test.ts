import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { postMessage } from '@bijpraat/contract'
import { Double } from 'mongodb'
import type { Connection } from 'mongoose'
import { beforeAll, beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest'
import { beginRestore, epochOf, HalfRestoredError } from '../platform/epoch.ts'
import { databaseUrl, openDatabase } from '../testing/database.ts'
import { untilTestEnds } from '../testing/dispose.ts'
import { startHouse, type TestPerson } from '../testing/house.ts'
import { ArchiveError } from './archive.ts'
import { backUp } from './backup.ts'
import { NotEmptyError, restore } from './restore.ts'

const services = { mongoUrl: '', redisUrl: '' }
beforeAll(() => Object.assign(services, { mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }))

let file: string
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'bijpraat-backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  file = join(folder, 'bijpraat.backup')
})

const databaseAt = async (url: string) => untilTestEnds(await openDatabase(url, { as: 'given' }))
const freshDatabase = async () => databaseAt(databaseUrl(services.mongoUrl))
const openHouse = async (mongoUrl?: string) =>
  untilTestEnds(await startHouse(services, mongoUrl === undefined ? {} : { mongoUrl }))

/** What was said in a channel, by the log's order, and where the log is. */
const logOf = async (database: Connection, channelId: string) => {
  const log = database.collection('log')
  const items = await log.find({ channelId, kind: 'message' }).sort({ seq: 1 }).toArray()
  const newest = await log
    .find({ channelId, rev: { $exists: true } })
    .sort({ rev: -1 })
    .limit(1)
    .toArray()
  return { texts: items.map(({ content }) => content.text as string), rev: newest[0]?.rev as number }
}

const everythingIn = async (database: Connection) => {
  const { db } = database
  const names = (await db?.listCollections().toArray())?.map(({ name }) => name).sort() ?? []
  const all = await Promise.all(
    names.map(async (name) => {
      const collection = database.collection(name)
      const documents = await collection
        .find({ _id: { $ne: 'epoch' as never } })
        .sort({ _id: 1 })
        .toArray()
      return [name, { documents, indexes: await collection.indexes() }] as const
    }),
  )
  return Object.fromEntries(all)
}

/** A database with a few documents of every sort. */
const small = async () => {
  const database = await freshDatabase()
  const things = database.collection<{ _id: string; at: Date; half: number; whole: Double }>('things')
  await things.createIndex({ at: 1 }, { expireAfterSeconds: 3_600 })
  const one = (id: string) => ({ _id: id, at: new Date(), half: 0.5, whole: new Double(1) })
  await things.insertMany(['a', 'b', 'c'].map(one))
  await epochOf(database.db as never)
  return database
}

describe('a backup that is put back', () => {
  test('L7: holds one moment of a living house, and goes on without a hole under a new epoch', async () => {
    const house = await openHouse()
    const channelId = await house.channel()
    const writer = await house.person({ memberOf: [channelId] })
    const says = async (by: TestPerson, text: string, where = house) => {
      const answer = await where.post(by, postMessage, { commandId: crypto.randomUUID(), channelId, text })
      if (!answer.ok) throw new Error(answer.code)
      return answer.data.rev
    }
    await says(writer, 'vooraf')
    const lived = await databaseAt(house.mongoUrl)
    let isCopied = false
    const copying = backUp(lived.getClient(), file).finally(() => {
      isCopied = true
    })
    while (!isCopied) await says(writer, 'intussen')
    const { documents } = await copying
    await says(writer, 'achteraf')

    const database = await freshDatabase()
    expect(await restore(database.getClient(), file)).toMatchObject({ documents })
    const kept = await logOf(database, channelId)
    expect(kept.texts[0]).toBe('vooraf')
    expect(kept.texts).not.toContain('achteraf')
    const all = await logOf(lived, channelId)
    expect(all.texts.slice(0, kept.texts.length)).toEqual(kept.texts)
    expect(await epochOf(database.db as never)).not.toBe(await epochOf(lived.db as never))

    // Who was signed in still is.
    const again = await openHouse(house.mongoUrl.replace(/t-[^?]*/, database.name))
    expect(await says(writer, 'verder', again)).toBe(kept.rev + 1)
  })

  test('keeps every document, type of number and index', async () => {
    const database = await small()
    await backUp(database.getClient(), file)
    const other = await freshDatabase()
    await restore(other.getClient(), file)
    expect(await everythingIn(other)).toEqual(await everythingIn(database))
    expect(await other.collection('things').countDocuments({ whole: { $type: 'double' } })).toBe(3)
  })

  test('is for its owner alone', async () => {
    await backUp((await small()).getClient(), file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('takes the place of what is there only when that is asked for', async () => {
    const database = await small()
    await backUp(database.getClient(), file)
    await database.collection('things').deleteMany({})
    await expect(restore(database.getClient(), file)).rejects.toThrow(NotEmptyError)
    expect(await database.collection('things').countDocuments()).toBe(0)
    await restore(database.getClient(), file, { replace: true })
    expect(await database.collection('things').countDocuments()).toBe(3)
  })
})

describe('an archive that is damaged', () => {
  const damages: Record<string, (whole: Buffer) => Buffer> = {
    'cut off': (whole) => whole.subarray(0, whole.length - 40),
    'cut off between two parts': (whole) => gzipSync(withoutEnd(gunzipSync(whole))),
    'another byte in what is packed': (whole) => flipped(whole, whole.length >> 1),
    'another byte, packed anew': (whole) => gzipSync(flipped(gunzipSync(whole), 200)),
    'a document less': (whole) => gzipSync(withoutADocument(gunzipSync(whole))),
    'something else': () => gzipSync(Buffer.from('Beste buren, hierbij de notulen.')),
    'not packed': () => Buffer.from('Beste buren, hierbij de notulen.'),
    'a later format': (whole) =>
      gzipSync(
        Buffer.from(gunzipSync(whole).toString('latin1').replace('"format":1', '"format":2'), 'latin1'),
      ),
    empty: () => Buffer.alloc(0),
  }
  test.each(Object.entries(damages))('is refused before anything is touched: %s', async (_, damage) => {
    const database = await small()
    await backUp(database.getClient(), file)
    writeFileSync(file, damage(readFileSync(file)))
    const before = await everythingIn(database)
    await expect(restore(database.getClient(), file, { replace: true })).rejects.toThrow(ArchiveError)
    expect(await everythingIn(database)).toEqual(before)
  })

  const flipped = (bytes: Buffer, at: number) => {
    const copy = Buffer.from(bytes)
    copy.writeUInt8(copy.readUInt8(at) ^ 1, at)
    return copy
  }
  /** The parts of an archive: each a length, a type and so many bytes. */
  const partsOf = (bytes: Buffer): Buffer[] => {
    const parts: Buffer[] = []
    for (let at = 0; at < bytes.length; ) {
      const end = at + 5 + bytes.readUInt32BE(at)
      parts.push(bytes.subarray(at, end))
      at = end
    }
    return parts
  }
  const withoutEnd = (bytes: Buffer) => Buffer.concat(partsOf(bytes).slice(0, -1))
  const withoutADocument = (bytes: Buffer) => {
    const parts = partsOf(bytes)
    return Buffer.concat(parts.filter((_, at) => at !== parts.findIndex((part) => part.readUInt8(4) === 3)))
  }
})

describe('what breaks off', () => {
  test('a backup leaves no file', async () => {
    const database = await small()
    const folder = join(file, '..')
    // A folder is in the place of the file: it cannot be named so.
    mkdirSync(join(file, 'in-the-way'), { recursive: true })
    await expect(backUp(database.getClient(), file)).rejects.toThrow()
    expect(await readdir(folder)).toEqual(['bijpraat.backup'])
  })

  test('after half a restore no server starts and no backup is made; doing it again mends it', async () => {
    const database = await small()
    await backUp(database.getClient(), file)
    await beginRestore(database.db as never)
    await expect(epochOf(database.db as never)).rejects.toThrow(HalfRestoredError)
    await expect(backUp(database.getClient(), `${file}.2`)).rejects.toThrow(HalfRestoredError)
    await restore(database.getClient(), file, { replace: true })
    expect(await epochOf(database.db as never)).toMatch(/-/)
  })
})
