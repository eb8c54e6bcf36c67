/** What leaves this app: the least that makes sense to who gets it. */
export type Outward = { title?: string; text?: string; url: string }

/** Whether the device has a way of its own to share. */
export const canShareOut = (): boolean => 'share' in navigator

/** Opens the device's own way to share. Thinking better of it is no failure: there is nothing to tell then. */
export const shareOut = async (outward: Outward): Promise<'done' | 'failed'> => {
  try {
    await navigator.share(outward)
    return 'done'
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'done' : 'failed'
  }
}
