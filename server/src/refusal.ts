import type { ErrorCode } from '@bijpraat/contract'

/** The only way in which policies, services and changes say no; the wire turns it into an answer once. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly field: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(code: ErrorCode, more: { field?: string; retryAfterMs?: number } = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.field = more.field
    this.retryAfterMs = more.retryAfterMs
  }
}

/** Throws the refusal that a verdict says, if it says one. */
export const insist = (verdict: 'ok' | ErrorCode): void => {
  if (verdict !== 'ok') throw new Refusal(verdict)
}
