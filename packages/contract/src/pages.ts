/**
 * Addresses of pages that both ends must agree on: mails, invitations and answers point to them. Secrets stand
 * after the `#`, which no browser sends to a server and no scanner's GET or HEAD can spend.
 */
export const pages = {
  home: '/',
  channel: (channelId: string) => `/kanaal/${channelId}`,
  item: (channelId: string, itemId: string) => `/kanaal/${channelId}/b/${itemId}`,
  invitation: (token: string) => `/uitnodiging#${token}`,
  signIn: '/inloggen',
  signInLink: (token: string) => `/inloggen/link#${token}`,
} as const
