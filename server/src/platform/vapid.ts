import type { Db } from 'mongodb'
import webPush from 'web-push'

/** By which push services know this installation (RFC 8292); keys in base64url. */
export type Vapid = { publicKey: string; privateKey: string; subject: string }

type StoredKeys = { _id: string; publicKey: string; privateKey: string }

/** The installation's keys from the collection `meta`, made at the first start; the same on every node. */
export const storedVapidKeys = async (db: Db): Promise<Omit<Vapid, 'subject'>> => {
  const meta = db.collection<StoredKeys>('meta')
  const kept = await meta.findOneAndUpdate(
    { _id: 'vapid' },
    { $setOnInsert: webPush.generateVAPIDKeys() },
    { upsert: true, returnDocument: 'after', writeConcern: { w: 'majority', journal: true } },
  )
  if (kept === null) throw new Error('the keys for push could not be stored')
  return { publicKey: kept.publicKey, privateKey: kept.privateKey }
}
