import { useSyncExternalStore } from 'react'
import { keepsHere } from './keeping.ts'

/*
 * Small things that one person leaves on this device: half-written text, what was looked at last, how a list is
 * folded. Where the browser keeps nothing (full or forbidden) they last as long as the page.
 */

const prefix = 'bijpraat.mine.'
const unkept = new Map<string, string>()
const listeners = new Set<() => void>()

/** What is said, and with whom: where the device may not keep that, it lasts as long as the tab. */
const isOfTalk = (key: string) =>
  key === 'recent' || key === 'catchUp' || key === 'plans' || key.startsWith('draft.')

const shelfOf = (key: string): Storage => (isOfTalk(key) && !keepsHere() ? sessionStorage : localStorage)

const tell = () => {
  for (const listener of listeners) listener()
}

export const readMine = (key: string): string | null => {
  try {
    return shelfOf(key).getItem(prefix + key) ?? unkept.get(key) ?? null
  } catch {
    return unkept.get(key) ?? null
  }
}

/** Null takes it away. */
export const keepMine = (key: string, value: string | null): void => {
  unkept.delete(key)
  try {
    if (value === null) shelfOf(key).removeItem(prefix + key)
    else shelfOf(key).setItem(prefix + key, value)
  } catch {
    if (value !== null) unkept.set(key, value)
  }
  tell()
}

const asList = (kept: string | null): string[] => {
  try {
    const list: unknown = JSON.parse(kept ?? '[]')
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}

/** A list of words that was kept; empty when there is none or it is not whole. */
export const readMineList = (key: string): string[] => asList(readMine(key))

export const keepMineList = (key: string, list: readonly string[]): void =>
  keepMine(key, list.length > 0 ? JSON.stringify(list) : null)

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** What is kept under a key, wherever on the page it is changed. */
export const useMine = (key: string): string | null => useSyncExternalStore(subscribe, () => readMine(key))

export const useMineList = (key: string): string[] => asList(useMine(key))

type Shelved = { shelf: Storage; key: string }

const allShelved = (): Shelved[] =>
  [localStorage, sessionStorage].flatMap((shelf) =>
    Object.keys(shelf)
      .filter((key) => key.startsWith(prefix))
      .map((key) => ({ shelf, key: key.slice(prefix.length) })),
  )

/** After another choice of what the device may keep: everything goes where it now belongs. */
export const moveMine = (): void => {
  try {
    for (const { shelf, key } of allShelved()) {
      const value = shelf.getItem(prefix + key)
      shelf.removeItem(prefix + key)
      keepMine(key, value)
    }
  } catch {
    // Then there is nothing.
  }
}

/** At signing out: nothing of a person stays on the device. */
export const forgetMine = (): void => {
  unkept.clear()
  try {
    for (const { shelf, key } of allShelved()) shelf.removeItem(prefix + key)
  } catch {
    // Then there is nothing.
  }
  tell()
}
