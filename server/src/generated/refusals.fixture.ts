import { type Command, commonErrors, type ErrorCode, errors } from '@bijpraat/contract'

/** All that a refusal may hold: nothing else, so no text of anybody's, no path and no stack. */
const shape = /^\{"ok":false,"code":"([a-z_]+)"(?:,"field":"([\w.]+)")?(?:,"retryAfterMs":\d+)?\}$/

/** A fault of ours is documented, too, but no input may cause one. */
const faults = new Set<string>(['internal', 'unavailable'])

export const documentedOf = (command: Command): Set<string> =>
  new Set<ErrorCode>([...commonErrors, ...command.errors].filter((code) => !faults.has(code)))

export type Refusal = { code: ErrorCode; field: string | undefined }

/** Reads a refusal's text; throws when it holds anything that it may not. */
export const readRefusal = (command: Command, text: string): Refusal => {
  const [, code = '', field] = shape.exec(text) ?? []
  if (!documentedOf(command).has(code)) throw new Error(`undocumented answer: ${text.slice(0, 300)}`)
  if (field !== undefined && !isDeclared(command, field)) throw new Error(`undeclared field: ${text}`)
  return { code: code as ErrorCode, field }
}

/** A path of names that stand in the contract, so that a key which somebody made up is never given back. */
const isDeclared = (command: Command, field: string) => {
  const names = JSON.stringify(command.input.shape, (key, value) => (key === '~standard' ? undefined : value))
  return field.split('.').every((part) => /^\d+$/.test(part) || names.includes(`"${part}"`))
}

export const httpStatusOf = (code: ErrorCode): number => errors[code].http
