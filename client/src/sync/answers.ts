import { errors } from '@bijpraat/contract'
import type { CallAnswer } from './ports.ts'

export const offline = { ok: false, code: 'offline' } as const

/** Reads what came over the wire as an answer. A code of a newer server counts as a fault. */
export const readAnswer = (raw: unknown): CallAnswer<unknown> => {
  if (typeof raw !== 'object' || raw === null) return { ok: false, code: 'internal' }
  const { ok, data, code, field, retryAfterMs } = raw as Record<string, unknown>
  if (ok === true) return { ok, data }
  return {
    ok: false,
    code:
      typeof code === 'string' && Object.hasOwn(errors, code) ? (code as keyof typeof errors) : 'internal',
    ...(typeof field === 'string' ? { field } : {}),
    ...(typeof retryAfterMs === 'number' ? { retryAfterMs } : {}),
  }
}
