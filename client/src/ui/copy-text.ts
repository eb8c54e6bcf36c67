/** Puts text on the clipboard; false where the browser does not let us. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false // Missing on plain http, or refused by the person.
  }
}
