/**
 * Every refusal that can cross the wire. `http` is the status over HTTP; a `passing` refusal says that the same
 * command may succeed later unchanged, so an outbox keeps it; any other is final for that command.
 */
export const errors = {
  invalid_input: {
    http: 400,
    passing: false,
    meaning: 'The input does not fit the command; `field` names where.',
  },
  too_large: { http: 413, passing: false, meaning: 'The request is larger than 64 KB.' },
  unknown_command: { http: 404, passing: false, meaning: 'There is no command of this name.' },
  not_signed_in: { http: 401, passing: true, meaning: 'Sign in first.' },
  forbidden: { http: 403, passing: false, meaning: 'You may not do this.' },
  banned: { http: 403, passing: false, meaning: 'A moderator has taken away your right to write here.' },
  not_found: { http: 404, passing: false, meaning: 'It does not exist, or you may not see it.' },
  rate_limited: {
    http: 429,
    passing: true,
    meaning: 'Too many in a short time; `retryAfterMs` says how long.',
  },
  id_reused: { http: 409, passing: false, meaning: 'This command id was used before with another content.' },
  unavailable: { http: 503, passing: true, meaning: 'The server cannot reach its storage now; try again.' },
  internal: { http: 500, passing: true, meaning: 'A fault of ours; it is in the log.' },
  client_too_old: { http: 426, passing: true, meaning: 'This version of the app must be renewed first.' },
  archived: { http: 409, passing: false, meaning: 'This channel is archived; nothing can be added.' },
  deleted: { http: 409, passing: false, meaning: 'This item was deleted.' },
  too_late: { http: 409, passing: false, meaning: 'The time in which this could be done is over.' },
  too_many_pinned: {
    http: 409,
    passing: false,
    meaning: 'Three announcements are pinned here; unpin one, or name one in `insteadOf`.',
  },
  handled: { http: 409, passing: false, meaning: 'A moderator has dealt with this already.' },
  too_many_scheduled: {
    http: 409,
    passing: false,
    meaning: 'Fifty messages wait to be sent later; call one off first.',
  },
  too_many_questions: {
    http: 409,
    passing: false,
    meaning: 'Fifty questions wait for an answer here; answer one first.',
  },
  other_state: { http: 409, passing: false, meaning: 'It is in another state by now; look at it first.' },
  unconfirmed: { http: 403, passing: false, meaning: 'Confirm your e-mail address first.' },
  code_wrong: { http: 400, passing: false, meaning: 'The code is wrong or too old.' },
  link_expired: { http: 410, passing: false, meaning: 'This link is used, revoked or too old.' },
  other_browser: {
    http: 403,
    passing: false,
    meaning: 'This link works only in the browser that asked for it; type the code instead.',
  },
  address_taken: { http: 409, passing: false, meaning: 'This e-mail address belongs to another account.' },
  email_needed: { http: 400, passing: false, meaning: 'This invitation asks for an e-mail address.' },
  name_refused: { http: 400, passing: false, meaning: 'This name looks too much like that of someone else.' },
  last_admin: { http: 409, passing: false, meaning: 'There must remain one administrator.' },
  push_refused: { http: 400, passing: false, meaning: 'Notifications are not sent to this push service.' },
  by_invitation: { http: 403, passing: false, meaning: 'One becomes a member here by invitation.' },
} as const satisfies Record<string, { http: number; passing: boolean; meaning: string }>

export type ErrorCode = keyof typeof errors

/** Codes that any command can answer with, whatever it declares. */
export const commonErrors = [
  'invalid_input',
  'too_large',
  'not_signed_in',
  'forbidden',
  'not_found',
  'rate_limited',
  'unavailable',
  'internal',
  'client_too_old',
] as const satisfies readonly ErrorCode[]

export type Refused = { ok: false; code: ErrorCode; field?: string; retryAfterMs?: number }
export type Answer<T> = { ok: true; data: T } | Refused

export const isPassing = (code: ErrorCode): boolean => errors[code].passing
