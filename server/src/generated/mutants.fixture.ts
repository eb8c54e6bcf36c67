import { errors } from '@bijpraat/contract'
import type { Served } from '../wire/serve.ts'

/** What can be taken away: `items/mayDelete` a function of a policy, `message.post` what guards a command. */
export const removables = new Set<string>()
let removed: string | null = null
let asked = new Set<string>()

/** What `run` gives, and which policies were asked meanwhile. */
export const askedWhile = async <T>(
  run: () => Promise<T>,
): Promise<{ result: T; asked: ReadonlySet<string> }> => {
  asked = new Set()
  const result = await run()
  return { result, asked }
}

/** Runs while one policy is gone. */
export const without = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
  if (!removables.has(name)) throw new Error(`there is no ${name}`)
  removed = name
  try {
    return await run()
  } finally {
    removed = null
  }
}

type Verdict = (...question: never[]) => unknown

const removable =
  (name: string, policy: Verdict): Verdict =>
  (...question) => {
    asked.add(name)
    const verdict = policy(...question)
    return removed === name ? permit(name, verdict) : verdict
  }

/** What would have been answered if nothing were forbidden. */
const permit = (name: string, verdict: unknown): unknown => {
  if (name.endsWith('/isBanned')) return false
  if (verdict === false) return true
  if (verdict === null) return 'members'
  return typeof verdict === 'string' && Object.hasOwn(errors, verdict) ? 'ok' : verdict
}

/** The module of a policy, each function of which can be taken away. */
export const removableModule = async <Module extends object>(
  feature: string,
  load: () => Promise<Module>,
): Promise<Module> => {
  const wrapped = Object.entries(await load()).map(([name, value]) => {
    if (typeof value !== 'function') return [name, value]
    removables.add(`${feature}/${name}`)
    return [name, removable(`${feature}/${name}`, value)]
  })
  return Object.fromEntries(wrapped)
}

type Serving = { serve: (command: { name: string }, part: { policy: Verdict }) => Served }

/** The module that binds commands to their policies, each of which can be taken away. */
export const removableGuards = async <Module extends object>(
  load: () => Promise<Module>,
): Promise<Module> => {
  const module = await load()
  const { serve } = module as unknown as Serving
  const guarded: Serving['serve'] = (command, part) => {
    removables.add(command.name)
    return serve(command, { ...part, policy: removable(command.name, part.policy) })
  }
  return { ...module, serve: guarded }
}
