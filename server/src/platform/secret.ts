import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Db } from 'mongodb'

/** Makes values that nobody without the installation's secret can make or check. */
export type Sealer = {
  /** A base64url HMAC-SHA-256 of 43 characters; the purpose keeps what is made for one use worthless for another. */
  seal: (purpose: string, value: string) => string
}

export const createSealer = (secret: string): Sealer => ({
  seal: (purpose, value) =>
    createHmac('sha256', createHmac('sha256', secret).update(purpose).digest())
      .update(value)
      .digest('base64url'),
})

/** The installation's secret from the collection `meta`, made at the first start; the same on every node. */
export const storedSecret = async (db: Db): Promise<string> => {
  const meta = db.collection<{ _id: string; secret: string }>('meta')
  const kept = await meta.findOneAndUpdate(
    { _id: 'secret' },
    { $setOnInsert: { secret: randomBytes(32).toString('base64url') } },
    { upsert: true, returnDocument: 'after', writeConcern: { w: 'majority', journal: true } },
  )
  if (kept === null) throw new Error('the installation secret could not be stored')
  return kept.secret
}

/** A token of 256 bits, 43 characters of base64url. */
export const randomToken = (): string => randomBytes(32).toString('base64url')

/** How a token of full strength is kept: it needs no salt, since it can't be guessed. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url')

export const isSame = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
