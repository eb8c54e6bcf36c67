import { randomUUID } from 'node:crypto'
import type { Answer, Role } from '@bijpraat/contract'
import { createInvitations, type Invitations } from '../features/invitations/invitations.ts'
import { createPeople } from '../features/people/people.ts'
import { createSessions } from '../features/sessions/sessions.ts'
import { createBackground } from '../platform/background.ts'
import { createSmtpMailer } from '../platform/mail.ts'
import { createSealer } from '../platform/secret.ts'
import type { ChannelFacts } from '../rights/rights.ts'
import { sessionCookie, sessionCookieName } from '../wire/cookie.ts'
import { createRunner } from '../wire/runner.ts'
import { openDatabase } from './database.ts'
import { openLog } from './log.ts'
import { openSmtp } from './smtp.ts'

export type House = Awaited<ReturnType<typeof openHouse>>

export const village = (channelId: string): ChannelFacts => ({
  channelId,
  kind: 'village',
  readers: 'members',
  posters: 'members',
  villageIds: [],
  topicIds: [],
  archived: false,
})

/** People, sessions and invitations on a real database, a real mail server and a clock that tests move. */
export const openHouse = async (mongoUrl: string, { secure = false } = {}) => {
  const database = await openDatabase(mongoUrl)
  const smtp = await openSmtp()
  const { log, reader, published, collection } = await openLog(database)
  const time = { now: Date.now() }
  const clock = () => time.now
  const faults: unknown[] = []
  const background = createBackground({ onError: (error) => faults.push(error) })
  const channels = new Map<string, ChannelFacts>(
    ['east', 'west'].map((channelId) => [channelId, village(channelId)]),
  )
  const mailer = createSmtpMailer({ smtpUrl: smtp.url, from: 'Bijpraat <bijpraat@example.org>' })
  const common = {
    connection: database,
    log,
    clock,
    background,
    mailer,
    sealer: createSealer('a secret of the tests'),
    origin: () => 'https://bijpraat.example',
    factsOf: async (channelId: string) => channels.get(channelId) ?? null,
    nameOf: async (channelId: string) => (channels.has(channelId) ? `Name of ${channelId}` : null),
  }

  const people = createPeople(common)
  const late: { invitations?: Invitations } = {}
  const sessions = createSessions({
    ...common,
    accounts: people,
    takeUp: async (id, personId) => late.invitations?.takeUp(id, personId),
    cookieName: sessionCookieName(secure),
  })
  const invitations = createInvitations({ ...common, people, sessions })
  late.invitations = invitations
  await Promise.all([people.prepare(), sessions.prepare(), invitations.prepare()])

  const runner = createRunner({
    served: [...people.commands, ...sessions.commands, ...invitations.commands],
    limits: { take: async () => 0 },
    factsOf: common.factsOf,
    done: log.done,
    onFault: (_command, error) => faults.push(error),
    onAnswer: () => undefined,
    isPassingFault: () => false,
  })

  /** A browser with its own cookie. */
  const browser = (userAgent = '') => {
    const jar = { cookie: undefined as string | undefined, setCookies: [] as string[] }
    const keep = (header: string) => {
      jar.setCookies.push(header)
      jar.cookie = header.includes('Max-Age=0') ? undefined : header.split(';')[0]
    }
    const session = () => sessions.sessionOf(jar.cookie)
    const actor = async () => {
      const held = await session()
      return held && people.actorOf(held)
    }
    const run = (name: string, input: object): Promise<Answer<unknown>> =>
      runner.run(name, input, {
        transport: 'http',
        ip: '127.0.0.1',
        userAgent,
        cookie: sessionCookie(secure, keep),
        connection: null,
        identify: actor,
      })
    return {
      jar,
      session,
      actor,
      run,
      /** The answer's data; fails on a refusal. */
      get: async <T>(name: string, input: object): Promise<T> => {
        const answer = await run(name, input)
        if (!answer.ok) throw new Error(`${name} was refused: ${answer.code}`)
        return answer.data as T
      },
      /** The code of the refusal, or `ok`. */
      code: async (name: string, input: object): Promise<string> => {
        const answer = await run(name, input)
        return answer.ok ? 'ok' : answer.code
      },
    }
  }

  /** Someone with an account, signed in. */
  const signedIn = async (of: {
    name: string
    email?: string
    role?: Role
    channelIds?: readonly string[]
    confirmBy?: number
  }) => {
    const personId = randomUUID()
    await people.create({
      personId,
      name: of.name,
      ...(of.email === undefined ? {} : { email: of.email }),
      role: of.role ?? 'villager',
      channelIds: of.channelIds ?? [],
      confirmBy: of.confirmBy ?? null,
      language: 'nl',
      agreedAt: time.now,
    })
    const their = browser()
    await sessions.start(personId, {
      actor: null,
      userAgent: '',
      cookie: sessionCookie(secure, (header) => {
        their.jar.cookie = header.split(';')[0]
      }),
    })
    return { personId, ...their }
  }

  /** Mails to an address, newest last, once nothing is under way. */
  const mailsTo = async (address: string) => {
    await background.idle()
    return smtp.received.filter(({ to }) => to.includes(address)).map(({ mail }) => mail)
  }

  return {
    database,
    smtp,
    log,
    reader,
    collection,
    published,
    time,
    faults,
    channels,
    people,
    sessions,
    invitations,
    browser,
    signedIn,
    mailsTo,
    codeFor: async (address: string) => {
      const newest = (await mailsTo(address)).at(-1)
      const code = /^\d{6}$/m.exec(newest?.text ?? '')?.[0]
      if (code === undefined) throw new Error(`no mail with a code for ${address}`)
      return code
    },
    /** What stands after the `#` of the link in the newest mail. */
    linkTokenFor: async (address: string) => {
      const newest = (await mailsTo(address)).at(-1)
      return /#([\w-]+)/.exec(newest?.text ?? '')?.[1]
    },
    close: async () => {
      await background.idle()
      mailer.close()
      await smtp[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}
