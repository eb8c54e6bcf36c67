import { openedAt } from './ports/opened-at.ts'

/**
 * Runs before all else, and by itself: what is to be shown is asked for while the app is still on its way. What it
 * imports comes in the same small file, so that it waits for nothing.
 */

const patienceMs = 10_000

const ask = async (open: string | null): Promise<unknown> => {
  try {
    const response = await fetch('/api/sync.glance', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ open }),
      credentials: 'same-origin',
      signal: AbortSignal.timeout(patienceMs),
    })
    return await response.json()
  } catch {
    return null
  }
}

/** A page that came from this device has its copy of what was said there, too. */
const isKeptHere = () => 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null

const begin = () => {
  const open = openedAt(location.pathname)
  return open === undefined || isKeptHere() ? undefined : ask(open)
}

/** The answer of `sync.glance`, unread; null when none came, undefined when it was not asked. */
export const glanced: Promise<unknown> | undefined = begin()
