import { randomUUID } from 'node:crypto'
import { personalId, sessionsItemId } from '@bijpraat/contract'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type House, openHouse } from '../../testing/people.ts'

const hour = 3600 * 1000
const day = 24 * hour

let house: House
beforeAll(async () => {
  house = await openHouse(inject('mongoUrl'))
})
afterAll(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

type Listed = { sessions: { sessionId: string; device: string; lastSeenAt: number; current: boolean }[] }

const personWith = async (email: string, more: { confirmBy?: number } = {}) =>
  house.signedIn({ name: 'Villager', email, ...more })
const signInBy = async (email: string, browser = house.browser()) => {
  await browser.get('auth.requestCode', { email, language: 'nl' })
  await browser.get('auth.enterCode', { email, code: await house.codeFor(email) })
  return browser
}

describe('the cookie', () => {
  it('is for this host over https alone, out of reach of scripts, and holds no more than a random token', async () => {
    const secure = await openHouse(inject('mongoUrl'), { secure: true })
    await secure.signedIn({ name: 'Villager', email: 'cookie@example.org' })
    const browser = secure.browser()
    await browser.get('auth.requestCode', { email: 'cookie@example.org', language: 'nl' })
    await browser.get('auth.enterCode', {
      email: 'cookie@example.org',
      code: await secure.codeFor('cookie@example.org'),
    })
    const [header = ''] = browser.jar.setCookies
    const [pair = '', ...flags] = header.split('; ')
    expect(pair).toMatch(/^__Host-bijpraat=[\w-]{43}$/)
    expect(flags).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']))
    expect(flags.some((flag) => flag.startsWith('Expires='))).toBe(true)
    expect(flags.some((flag) => flag.startsWith('Domain='))).toBe(false)
    const kept = JSON.stringify(await secure.database.collection('sessions').find().toArray())
    expect(kept).not.toContain(pair.split('=')[1])
    // A cookie without the prefix could have been set by another host.
    expect(await secure.sessions.sessionOf(pair.replace('__Host-', ''))).toBeNull()
    expect(await secure.sessions.sessionOf(pair)).not.toBeNull()
    await secure.close()
  })

  it('of plain http has no prefix and is not marked secure', async () => {
    await personWith('plain@example.org')
    const { jar } = await signInBy('plain@example.org')
    expect(jar.setCookies[0]).toMatch(/^bijpraat=[\w-]{43};/)
    expect(jar.setCookies[0]).not.toContain('Secure')
  })

  it.each([
    undefined,
    '',
    'bijpraat',
    'bijpraat=',
    'bijpraat=x',
    `bijpraat=${'a'.repeat(43)}`,
    `bijpraat=${'a'.repeat(10_000)}`,
    'bijpraat=%00%ff',
    'bijpraat[$ne]=x',
    '__proto__=x; bijpraat=%7B%22$ne%22%3A1%7D',
  ])('that is not ours is nobody: %j', async (header) => {
    expect(await house.sessions.sessionOf(header)).toBeNull()
  })
})

describe('a session', () => {
  it('is renewed by signing in: the old token of that browser is worth nothing after', async () => {
    const { personId, jar } = await personWith('rotate@example.org')
    const before = jar.cookie
    const browser = house.browser()
    browser.jar.cookie = before
    await signInBy('rotate@example.org', browser)
    expect(browser.jar.cookie).not.toBe(before)
    expect(await house.sessions.sessionOf(before)).toBeNull()
    expect(await browser.session()).toMatchObject({ personId })
  })

  it('lasts 180 days from its last use, which is noted once an hour', async () => {
    const { session, get } = await personWith('sliding@example.org')
    const lastSeen = async () => (await get<Listed>('me.sessions', {})).sessions[0]?.lastSeenAt
    const start = await lastSeen()
    house.time.now += hour - 1
    expect(await session()).not.toBeNull()
    expect(await lastSeen()).toBe(start)
    house.time.now += 1
    expect(await session()).not.toBeNull()
    expect(await lastSeen()).toBe(house.time.now)
    house.time.now += 180 * day - 1
    expect(await session()).not.toBeNull()
    house.time.now += 180 * day
    expect(await session()).toBeNull()
  })

  it('is listed with its device, and ended from another one, which every node is told', async () => {
    const phone = house.browser('Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0')
    const { personId } = await personWith('devices@example.org')
    await signInBy('devices@example.org', phone)
    const laptop = await signInBy('devices@example.org')
    const held = await phone.session()
    const { sessions } = await laptop.get<Listed>('me.sessions', {})
    expect(sessions).toHaveLength(3)
    expect(sessions.filter(({ current }) => current)).toHaveLength(1)
    expect(sessions.find(({ sessionId }) => sessionId === held?.sessionId)?.device).toBe('Firefox, Android')
    house.published.length = 0
    await laptop.get('me.endSession', { sessionId: held?.sessionId ?? '' })
    expect(await phone.session()).toBeNull()
    expect(held && (await house.sessions.isAlive(held))).toBe(false)
    expect(await phone.code('me.sessions', {})).toBe('not_signed_in')
    expect(house.published).toMatchObject([
      { channelId: personalId(personId), items: [{ id: sessionsItemId, kind: 'sessions' }] },
    ])
    // The wanted end is reached: asking again is no fault.
    expect(await laptop.code('me.endSession', { sessionId: held?.sessionId ?? '' })).toBe('ok')
  })

  it('of another person is neither seen nor ended', async () => {
    const victim = await personWith('victim@example.org')
    const other = await personWith('other@example.org')
    const held = await victim.session()
    expect(await other.code('me.endSession', { sessionId: held?.sessionId ?? '' })).toBe('ok')
    expect(await victim.session()).not.toBeNull()
    const { sessions } = await other.get<Listed>('me.sessions', {})
    expect(sessions.map(({ sessionId }) => sessionId)).not.toContain(held?.sessionId)
  })

  it('ends by signing out, which also works for who is signed out', async () => {
    const { jar, session, code } = await personWith('out@example.org')
    const cookie = jar.cookie
    expect(await code('auth.signOut', {})).toBe('ok')
    expect(await session()).toBeNull()
    expect(await house.sessions.sessionOf(cookie)).toBeNull()
    expect(await code('auth.signOut', {})).toBe('ok')
  })

  it('ended in the middle of a use is not brought back by noting that use', async () => {
    const { session, code } = await personWith('race@example.org')
    house.time.now += 2 * hour
    await Promise.all([session(), code('auth.signOut', {}), session()])
    expect(await session()).toBeNull()
  })

  it('has indexes that let MongoDB forget what is over', async () => {
    const ttlOf = async (name: string) => {
      const indexes = await house.database.collection(name).indexes()
      return indexes.find((index) => index.expireAfterSeconds === 0)?.key
    }
    expect(await ttlOf('sessions')).toEqual({ expiresAt: 1 })
    expect(await ttlOf('codes')).toEqual({ keptUntil: 1 })
    expect(await ttlOf('invitations')).toEqual({ keptUntil: 1 })
    expect(await house.sessions.isAlive({ personId: randomUUID(), sessionId: randomUUID() })).toBe(false)
  })
})
