const prefix = 'bijpraat.draft.'

/** What is being written per channel, kept on this device. Where nothing can be kept it lasts as long as the page. */
export const readDraft = (channelId: string): string => {
  try {
    return localStorage.getItem(prefix + channelId) ?? ''
  } catch {
    return ''
  }
}

export const keepDraft = (channelId: string, text: string): void => {
  try {
    if (text === '') localStorage.removeItem(prefix + channelId)
    else localStorage.setItem(prefix + channelId, text)
  } catch {
    // Full or forbidden: the text is still in the field.
  }
}

/** At signing out: nothing of a person stays on the device. */
export const forgetDrafts = (): void => {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  } catch {
    // Then there are none.
  }
}
