export const keepingKey = 'bijpraat.keeps'

/** Whether this device may keep what is said. That is so until someone chooses otherwise on it. */
export const keepsHere = (): boolean => {
  try {
    return localStorage.getItem(keepingKey) !== 'no'
  } catch {
    return true // Where not even a choice can be kept, the browser keeps nothing else either.
  }
}

/** False when the browser can't keep the choice. */
export const chooseKeeping = (keeps: boolean): boolean => {
  try {
    if (keeps) localStorage.removeItem(keepingKey)
    else localStorage.setItem(keepingKey, 'no')
    return true
  } catch {
    return false
  }
}
