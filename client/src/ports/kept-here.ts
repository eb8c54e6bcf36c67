const prefix = 'bijpraat.mine.'

/*
 * Small things that one person leaves on this device: half-written text, what was looked at last, how a list is
 * folded. Where nothing can be kept (full or forbidden) each lasts as long as the page that holds it.
 */

export const readMine = (key: string): string | null => {
  try {
    return localStorage.getItem(prefix + key)
  } catch {
    return null
  }
}

/** Null takes it away. */
export const keepMine = (key: string, value: string | null): void => {
  try {
    if (value === null) localStorage.removeItem(prefix + key)
    else localStorage.setItem(prefix + key, value)
  } catch {
    // Then it is not there the next time, and nothing more.
  }
}

/** A list of words that was kept; empty when there is none or it is not whole. */
export const readMineList = (key: string): string[] => {
  try {
    const kept: unknown = JSON.parse(readMine(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}

export const keepMineList = (key: string, list: readonly string[]): void =>
  keepMine(key, list.length > 0 ? JSON.stringify(list) : null)

/** At signing out: nothing of a person stays on the device. */
export const forgetMine = (): void => {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  } catch {
    // Then there is nothing.
  }
}
