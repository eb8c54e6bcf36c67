/** The channel in the address of a page; null for the list of channels, undefined where neither shows at first. */
export const openedAt = (path: string): string | null | undefined =>
  path === '/' ? null : /^\/kanaal\/([a-z0-9][a-z0-9.-]{0,79})(?:\/|$)/.exec(path)?.[1]
