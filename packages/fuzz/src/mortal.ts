import type { Clock, CopyStorage } from '@bijpraat/client/src/sync/ports.ts'

/** A client that can die as a closed laptop does: from that moment it does nothing more, also not tidy up. */
export type Life = { dead: boolean }

export const mortalClock = (life: Life): Clock => ({
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(() => {
      if (!life.dead) run()
    }, ms)
    return () => clearTimeout(timer)
  },
})

/** What is begun is done; what is asked for after death is neither done nor answered. */
export const mortalStorage = (storage: CopyStorage, life: Life): CopyStorage => mortal(storage, life)

const mortal = <T extends object>(target: T, life: Life): T =>
  new Proxy(target, {
    get: (_, name) => {
      const value: unknown = Reflect.get(target, name)
      if (typeof value === 'function') {
        return (...args: unknown[]) => (life.dead ? new Promise(() => {}) : value.apply(target, args))
      }
      return typeof value === 'object' && value !== null ? mortal(value, life) : value
    },
  })
