import type { Texts } from '../i18n/nl.ts'
import type { CallCode } from '../sync/ports.ts'

/** A refusal as it came over the wire, or that nothing came at all. */
export type Refusal = { code: CallCode; field?: string; retryAfterMs?: number }

const wait = (ms: number, t: Texts) => {
  const seconds = Math.ceil(ms / 1000)
  return seconds < 60 ? t.errors.waitSeconds(seconds) : t.errors.waitMinutes(Math.ceil(seconds / 60))
}

/** What went wrong and what to do, in one or two sentences. */
export const refusalText = ({ code, retryAfterMs }: Refusal, t: Texts): string =>
  retryAfterMs === undefined ? t.errors[code] : `${t.errors[code]} ${wait(retryAfterMs, t)}`
