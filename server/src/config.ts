import * as z from 'zod/mini'

const url = (...protocols: string[]) =>
  z
    .string()
    .check(
      z.refine(
        (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
        `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
      ),
    )

const port = z.pipe(
  z.string().check(z.regex(/^\d{1,5}$/, 'must be a whole number from 0 to 65535')),
  z.pipe(z.transform(Number), z.int().check(z.maximum(65_535, 'must be a whole number from 0 to 65535'))),
)

/** `push.example`, `*.push.example`, each with a port if it is not 443. */
const hosts = z
  .string()
  .check(
    z.regex(
      /^(\*\.)?[\w-]+(\.[\w-]+)*(:\d+)?(, *(\*\.)?[\w-]+(\.[\w-]+)*(:\d+)?)*$/,
      'must be host names with commas',
    ),
  )

/** Where browsers have their messages delivered: Chrome and what is made of it, Firefox, Edge, Safari. */
const pushServices = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  '*.push.services.mozilla.com',
  '*.notify.windows.com',
  'web.push.apple.com',
  '*.push.apple.com',
]

const vapidKey = (bytes: number) =>
  z
    .string()
    .check(z.regex(new RegExp(`^[\\w-]{${Math.ceil((bytes * 4) / 3)}}$`), 'must be a VAPID key in base64url'))

const variables = z
  .object({
    /** 0 lets the system choose. */
    PORT: z._default(port, 3000),
    HOST: z._default(z.string(), '127.0.0.1'),
    /** Where `GET /metrics` answers, for Prometheus; without it nowhere. */
    METRICS_PORT: z.optional(port),
    MONGODB_URL: url('mongodb:', 'mongodb+srv:'),
    REDIS_URL: url('redis:', 'rediss:'),
    /** Where people find it, behind a proxy; https makes cookies `__Host-` and switches the mailbox page off. */
    PUBLIC_URL: z.optional(url('https:', 'http:')),
    /** The built client; without it only the wire is served. */
    CLIENT_DIR: z.optional(z.string()),
    /** First content, loaded at each start without doubles. */
    CONTENT_DIR: z.optional(z.string()),
    SMTP_URL: z.optional(url('smtp:', 'smtps:')),
    MAIL_FROM: z._default(z.string(), 'Bijpraat <bijpraat@localhost>'),
    /** The same on every node; without it one is made and kept in the database. */
    SECRET: z.optional(z.string().check(z.minLength(32, 'must be at least 32 characters'))),
    LOG_LEVEL: z._default(z.enum(['silent', 'error', 'warn', 'info', 'debug']), 'info'),
    /** By which push services know this installation; both keys or none. Without them they are made and kept. */
    VAPID_PUBLIC_KEY: z.optional(vapidKey(65)),
    VAPID_PRIVATE_KEY: z.optional(vapidKey(32)),
    /** Whom a push service writes to when something is wrong. */
    VAPID_SUBJECT: z.optional(
      z.string().check(z.regex(/^(https:\/\/|mailto:)\S+$/, 'must begin with mailto: or https://')),
    ),
    /** The only hosts that messages for browsers are sent to. */
    PUSH_HOSTS: z._default(
      z.pipe(
        hosts,
        z.transform((list) => list.split(',').map((host) => host.trim())),
      ),
      pushServices,
    ),
    /** Also hosts of this machine and network: for a push service of one's own. */
    PUSH_PRIVATE: z._default(
      z.pipe(
        z.enum(['no', 'yes'], 'must be yes or no'),
        z.transform((choice) => choice === 'yes'),
      ),
      false,
    ),
    /** A file with authorities (PEM) that such a service's certificate may be of. */
    PUSH_CA: z.optional(z.string()),
    /** Proxies in front, whose forwarded addresses are believed. */
    TRUSTED_PROXIES: z._default(z.pipe(z.string().check(z.regex(/^\d$/)), z.transform(Number)), 0),
  })
  .check(
    z.refine(
      ({ VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY }) =>
        (VAPID_PUBLIC_KEY === undefined) === (VAPID_PRIVATE_KEY === undefined),
      { path: ['VAPID_PRIVATE_KEY'], error: 'must be given with VAPID_PUBLIC_KEY, and only then' },
    ),
  )

export type Config = z.output<typeof variables>

export class ConfigError extends Error {}

/** Reads all settings from the environment; throws one `ConfigError` that lists everything that is wrong. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = variables.safeParse(given)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new ConfigError(`Wrong settings:\n  ${wrong.join('\n  ')}`)
}
