import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readConfig } from './config.ts'

// No engine here to build and run them with: what they name must at least be there and be accepted.
const REPOSITORY = resolve(import.meta.dirname, '../..')
const textOf = (path: string) => readFileSync(join(REPOSITORY, path), 'utf8')

type Service = { environment?: Record<string, string>; volumes?: string[]; command?: string[] }

/** As an engine reads it, with every variable that must be given given. */
const servicesOf = (given: Record<string, string>): Record<string, Service> => {
  const filled = textOf('docker/compose.yaml').replace(
    /\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g,
    (_, name: string, otherwise?: string) => given[name] ?? otherwise ?? '',
  )
  return (parse(filled, { merge: true }) as { services: Record<string, Service> }).services
}

const given = {
  DOMAIN: 'bijpraat.example',
  SMTP_URL: 'smtp://mail.example',
  MAIL_FROM: 'Bijpraat <bijpraat@mail.example>',
}

test('the server accepts the settings of both nodes, and both have the same', () => {
  const { node1, node2 } = servicesOf(given)
  expect(node1).toEqual(node2)
  const config = readConfig(node1?.environment ?? {})
  expect(config).toMatchObject({ PUBLIC_URL: 'https://bijpraat.example', TRUSTED_PROXIES: 1 })
  // What a variable's name is spelled wrong in would be dropped without a word.
  expect(Object.keys(config)).toEqual(expect.arrayContaining(Object.keys(node1?.environment ?? {})))
})

test('what is mounted or copied is in the repository', () => {
  const mounted = Object.values(servicesOf(given)).flatMap(({ volumes = [] }) => volumes)
  const own = mounted.map((volume) => volume.split(':', 1)[0] ?? '').filter((path) => path.startsWith('.'))
  expect(own.length).toBeGreaterThan(2)
  expect(own.filter((path) => !existsSync(join(REPOSITORY, 'docker', path)))).toEqual([])
  const entry = /CMD \["node", "([^"]+)"\]$/m.exec(textOf('docker/Dockerfile'))?.[1] ?? ''
  expect(existsSync(join(REPOSITORY, entry))).toBe(true)
})

test('a commit that was left open frees its channel as soon as with our own MongoDB', () => {
  const limit = /transactionLifetimeLimitSeconds\W+(\d+)/
  const own = limit.exec(textOf('packages/services/src/mongo.ts'))?.[1]
  const { mongo1, mongo2, mongo3 } = servicesOf(given)
  for (const mongo of [mongo1, mongo2, mongo3])
    expect(limit.exec(mongo?.command?.join(' ') ?? '')?.[1]).toBe(own)
})
