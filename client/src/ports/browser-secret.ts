import { randomId } from '../sync/ids.ts'

const storageKey = 'bijpraat.browser'
let unkept: string | undefined

const make = () => randomId() + randomId()

/**
 * A secret of this browser: a mailed sign-in link works only where it was asked for. Kept across visits; where
 * nothing can be kept it lasts as long as the page, and the mailed code is the way in.
 */
export const browserSecret = (): string => {
  try {
    const kept = localStorage.getItem(storageKey)
    if (kept !== null) return kept
    const made = make()
    localStorage.setItem(storageKey, made)
    return made
  } catch {
    unkept ??= make()
    return unkept
  }
}
