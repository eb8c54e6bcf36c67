import { stringifySetCookie } from 'cookie'
import type { SessionCookie } from './serve.ts'

/** `__Host-` binds the cookie to this host and to https; plain http (a developer's machine) cannot have it. */
export const sessionCookieName = (secure: boolean) => (secure ? '__Host-bijpraat' : 'bijpraat')

export const sessionCookie = (secure: boolean, setHeader: (value: string) => void): SessionCookie => {
  const flags = { httpOnly: true, secure, sameSite: 'lax', path: '/' } as const
  const name = sessionCookieName(secure)
  return {
    set: (token, expiresAt) =>
      setHeader(stringifySetCookie({ name, value: token, ...flags, expires: expiresAt })),
    clear: () => setHeader(stringifySetCookie({ name, value: '', ...flags, maxAge: 0 })),
  }
}
