import { randomInt, randomUUID } from 'node:crypto'
import { hashToken, isSame, randomToken, type Sealer } from '../../platform/secret.ts'
import { Refusal } from '../../refusal.ts'
import type { StoredCode } from './codes.schema.ts'
import type { CodesStore } from './codes.store.ts'

const minute = 60 * 1000
const lifetime = 10 * minute
const keptFor = 24 * 60 * minute
const maxTries = 5
/**
 * Per address. The mails of ten minutes are as many as can be open at once, so that who floods an address with
 * them always leaves its owner one that works.
 */
const maxMails = 3
/** Per address: beyond it only a link signs in, so guessing stays hopeless and its victim is not locked out. */
const maxTriesPerDay = 40

type Wanted = Pick<StoredCode, 'purpose' | 'personId' | 'goTo' | 'invitationId'> & {
  email: string
  /** The secret of the browser that asked; without it there is no link. */
  browser: string | null
}

/** `first` of the day for this address. */
export type Issued = { code: string; linkToken: string | null; first: boolean }

/** Makes and checks what is mailed to prove an address. */
export const createCodes = ({
  store,
  sealer,
  clock,
}: {
  store: CodesStore
  sealer: Sealer
  clock: () => number
}) => {
  const addressKey = (email: string) => sealer.seal('address', email)
  const hashOf = (id: string, code: string) => sealer.seal('code', `${id}:${code}`)

  return {
    /** Null when the address got enough mails for now. */
    issue: async ({ email, browser, ...rest }: Wanted): Promise<Issued | null> => {
      const now = clock()
      const key = addressKey(email)
      const recent = await store.recent(rest.purpose, key)
      const mailed = recent.filter(({ createdAt }) => createdAt.getTime() > now - lifetime)
      if (mailed.length >= maxMails) return null
      const id = randomUUID()
      const code = String(randomInt(1_000_000)).padStart(6, '0')
      const linkToken = browser === null ? null : randomToken()
      await store.insert({
        ...rest,
        _id: id,
        addressKey: key,
        codeHash: hashOf(id, code),
        linkHash: linkToken && hashToken(linkToken),
        browserHash: browser && hashToken(browser),
        tries: 0,
        usedAt: null,
        createdAt: new Date(now),
        expiresAt: new Date(now + lifetime),
        keptUntil: new Date(now + keptFor),
      })
      return { code, linkToken, first: recent.length === 0 }
    },

    /** Spends the code; throws `code_wrong`. Whoever asks twice may type the code of either mail. */
    spendCode: async (purpose: StoredCode['purpose'], email: string, typed: string): Promise<StoredCode> => {
      const now = new Date(clock())
      const recent = await store.recent(purpose, addressKey(email))
      const triesToday = recent.reduce((sum, { tries }) => sum + tries, 0)
      const open = recent.filter(({ usedAt, expiresAt }) => usedAt === null && expiresAt > now)
      const counted = await Promise.all(open.map(({ _id }) => store.countTry(_id, maxTries, now)))
      const right = counted.find((code) => code !== null && isSame(code.codeHash, hashOf(code._id, typed)))
      const spent = triesToday < maxTriesPerDay && right && (await store.use(right._id, now))
      if (!right || !spent) throw new Refusal('code_wrong')
      return right
    },

    /** Spends the link in the browser that asked for it; throws `link_expired` or `other_browser`. */
    spendLink: async (token: string, browser: string): Promise<StoredCode> => {
      const now = new Date(clock())
      const found = await store.findByLink(hashToken(token), now)
      if (found === null) throw new Refusal('link_expired')
      if (found.browserHash !== hashToken(browser)) throw new Refusal('other_browser')
      if (!(await store.use(found._id, now))) throw new Refusal('link_expired')
      return found
    },

    isOfAddress: (code: StoredCode, email: string): boolean => code.addressKey === addressKey(email),
  }
}

export type Codes = ReturnType<typeof createCodes>
