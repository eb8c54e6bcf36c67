import { useSyncExternalStore } from 'react'

/*
 * Small things that one person leaves on this device: half-written text, what was looked at last, how a list is
 * folded. Where the browser keeps nothing (full or forbidden) they last as long as the page.
 */

const prefix = 'bijpraat.mine.'
const unkept = new Map<string, string>()
const listeners = new Set<() => void>()

const tell = () => {
  for (const listener of listeners) listener()
}

export const readMine = (key: string): string | null => {
  try {
    return localStorage.getItem(prefix + key) ?? unkept.get(key) ?? null
  } catch {
    return unkept.get(key) ?? null
  }
}

/** Null takes it away. */
export const keepMine = (key: string, value: string | null): void => {
  unkept.delete(key)
  try {
    if (value === null) localStorage.removeItem(prefix + key)
    else localStorage.setItem(prefix + key, value)
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

/** At signing out: nothing of a person stays on the device. */
export const forgetMine = (): void => {
  unkept.clear()
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  } catch {
    // Then there is nothing.
  }
  tell()
}
