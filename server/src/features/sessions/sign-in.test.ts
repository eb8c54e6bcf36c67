import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { randomToken } from '../../platform/secret.ts'
import { type House, openHouse } from '../../testing/people.ts'

const minute = 60 * 1000
const day = 24 * 60 * minute

let house: House
beforeAll(async () => {
  house = await openHouse(inject('mongoUrl'))
})
afterAll(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

let email: string
let personId: string
beforeEach(async () => {
  email = `${randomUUID()}@example.org`
  personId = (await house.signedIn({ name: 'Villager', email })).personId
})

const request = (more: object = {}) =>
  house.browser().get('auth.requestCode', { email, language: 'nl', ...more })
const enter = (code: string, browser = house.browser()) => browser.code('auth.enterCode', { email, code })
/** A code that is not the right one. */
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('a code', () => {
  it('signs in, once, and says where to go on', async () => {
    const browser = house.browser()
    await request({ goTo: '/kanaal/east' })
    const code = await house.codeFor(email)
    const answer = await browser.get('auth.enterCode', {
      email: ` ${email.toUpperCase()} `,
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
    })
    expect(answer).toEqual({ personId, goTo: '/kanaal/east' })
    expect(await browser.session()).toMatchObject({ personId })
    expect(await enter(code)).toBe('code_wrong')
  })

  it('typed in two browsers at once signs in one of them', async () => {
    await request()
    const code = await house.codeFor(email)
    const codes = await Promise.all(Array.from({ length: 4 }, () => enter(code)))
    expect(codes.filter((outcome) => outcome === 'ok')).toHaveLength(1)
  })

  it('works for ten minutes', async () => {
    await request()
    const code = await house.codeFor(email)
    house.time.now += 10 * minute
    expect(await enter(code)).toBe('code_wrong')
  })

  it('is worth nothing after five wrong tries, also when they come at once', async () => {
    await request()
    const code = await house.codeFor(email)
    await Promise.all(Array.from({ length: 8 }, () => enter(wrong(code))))
    expect(await enter(code)).toBe('code_wrong')
  })

  it('still works at the fifth try', async () => {
    await request()
    const code = await house.codeFor(email)
    for (let n = 0; n < 4; n += 1) expect(await enter(wrong(code))).toBe('code_wrong')
    expect(await enter(code)).toBe('ok')
  })

  it('of the first mail works after a second was asked for', async () => {
    await request()
    const code = await house.codeFor(email)
    await request()
    expect(await house.mailsTo(email)).toHaveLength(2)
    expect(await enter(code)).toBe('ok')
  })

  it('is of one address only', async () => {
    const other = `${randomUUID()}@example.org`
    await house.signedIn({ name: 'Other', email: other })
    await request()
    const code = await house.codeFor(email)
    expect(await house.browser().code('auth.enterCode', { email: other, code })).toBe('code_wrong')
  })

  it('is worth nothing once the account has another address', async () => {
    await request()
    const code = await house.codeFor(email)
    await house.people.admit({ personId, channelIds: [], provedEmail: `${randomUUID()}@example.org` })
    expect(await enter(code)).toBe('code_wrong')
  })

  it('cannot be guessed all day: after forty tries only a link signs in', async () => {
    const browser = randomToken()
    for (let round = 0; round < 8; round += 1) {
      await request()
      const code = await house.codeFor(email)
      for (let n = 0; n < 5; n += 1) await enter(wrong(code))
      house.time.now += 10 * minute
    }
    await request({ browser })
    expect(await enter(await house.codeFor(email))).toBe('code_wrong')
    const token = await house.linkTokenFor(email)
    expect(await house.browser().code('auth.pressLink', { token, browser })).toBe('ok')
    house.time.now += day
    await request()
    // What is over is deleted by MongoDB now and then; a test does not wait for that.
    await house.database.collection('codes').deleteMany({ keptUntil: { $lt: new Date(house.time.now) } })
    expect(await enter(await house.codeFor(email))).toBe('ok')
  })

  it('is kept nowhere, nor is the address it goes to', async () => {
    await request({ browser: randomToken() })
    const code = await house.codeFor(email)
    const token = (await house.linkTokenFor(email)) ?? ''
    const kept = JSON.stringify(await house.database.collection('codes').find().toArray())
    expect(kept).not.toContain(`"${code}"`)
    expect(kept).not.toContain(token)
    expect(kept).not.toContain(email)
  })

  it.each(['12345', '1234567', 'abcdef', '', null, { $gt: '' }, 123456, ['123456']])(
    'that is none is invalid: %j',
    async (code) => {
      expect(await house.browser().code('auth.enterCode', { email, code })).toBe('invalid_input')
    },
  )
})

describe('a mailed link', () => {
  it('signs in the browser that asked, once; another one does not spend it', async () => {
    const browser = randomToken()
    await request({ browser, goTo: '/kanaal/west' })
    const token = await house.linkTokenFor(email)
    const press = (secret: string) => house.browser().run('auth.pressLink', { token, browser: secret })
    expect(await press(randomToken())).toEqual({ ok: false, code: 'other_browser' })
    expect(await press(browser)).toEqual({ ok: true, data: { personId, goTo: '/kanaal/west' } })
    expect(await press(browser)).toEqual({ ok: false, code: 'link_expired' })
  })

  it('and the code beside it are one: either spends both', async () => {
    const browser = randomToken()
    await request({ browser })
    const token = await house.linkTokenFor(email)
    expect(await enter(await house.codeFor(email))).toBe('ok')
    expect(await house.browser().code('auth.pressLink', { token, browser })).toBe('link_expired')
  })

  it('works for ten minutes, and is not guessed', async () => {
    const browser = randomToken()
    await request({ browser })
    const token = await house.linkTokenFor(email)
    expect(await house.browser().code('auth.pressLink', { token: randomToken(), browser })).toBe(
      'link_expired',
    )
    house.time.now += 10 * minute
    expect(await house.browser().code('auth.pressLink', { token, browser })).toBe('link_expired')
  })

  it('is not in the mail when the browser showed no secret', async () => {
    await request()
    expect(await house.linkTokenFor(email)).toBeUndefined()
  })

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/a b',
    '/a\nb',
    '',
  ])('never leads elsewhere: %j', async (goTo) => {
    const answer = house.browser().code('auth.requestCode', { email, language: 'nl', goTo })
    expect(await answer).toBe('invalid_input')
  })
})

describe('an address without an account', () => {
  const unknown = () => `${randomUUID()}@example.org`
  const ask = (address: string) => house.browser().run('auth.requestCode', { email: address, language: 'nl' })

  it('gets the same answer, and before anything was looked up', async () => {
    const known = await ask(email)
    expect(await ask(unknown())).toEqual(known)
    // Nothing that would take time for one and not for the other is awaited: the mail comes after the answer.
    const before = house.smtp.received.length
    await ask(email)
    expect(house.smtp.received).toHaveLength(before)
    await house.mailsTo(email)
  })

  it('gets a mail that says so, without a code, once a day', async () => {
    const address = unknown()
    await ask(address)
    await house.mailsTo(address)
    await ask(address)
    const mails = await house.mailsTo(address)
    expect(mails).toHaveLength(1)
    expect(mails[0]?.text).not.toMatch(/\d{6}/)
    expect(mails[0]?.text).toContain('geen account')
  })

  it('is refused like a wrong code, after the same work', async () => {
    const address = unknown()
    await ask(address)
    await house.mailsTo(address)
    const of = async (given: string) => {
      const codes = house.database.collection('codes')
      const before = await codes.find({ tries: { $gt: 0 } }).toArray()
      const outcome = await house.browser().run('auth.enterCode', { email: given, code: '000000' })
      const after = await codes.find({ tries: { $gt: 0 } }).toArray()
      return { outcome, counted: after.length - before.length }
    }
    await ask(email)
    await house.mailsTo(email)
    expect(await of(address)).toEqual(await of(email))
  })
})

describe('mails to one address', () => {
  it('are three in ten minutes at most, and the last one works', async () => {
    for (let n = 0; n < 5; n += 1) {
      await request()
      await house.mailsTo(email)
    }
    expect(await house.mailsTo(email)).toHaveLength(3)
    expect(await enter(await house.codeFor(email))).toBe('ok')
    house.time.now += 10 * minute
    await request()
    expect(await house.mailsTo(email)).toHaveLength(4)
  })

  it('speak the language that was asked for', async () => {
    await request({ language: 'en' })
    await request({ language: 'nl' })
    const subjects = (await house.mailsTo(email)).map(({ subject }) => subject)
    expect(subjects).toEqual(expect.arrayContaining(['Sign in to Bijpraat', 'Inloggen bij Bijpraat']))
  })
})

describe('proving an address', () => {
  const unproved = async () => {
    const address = `${randomUUID()}@example.org`
    const person = await house.signedIn({ name: 'Newcomer', email: address, confirmBy: house.time.now + day })
    return { ...person, address }
  }

  it('by the mailed code, in the session that goes on', async () => {
    const { get, code, actor, session, address } = await unproved()
    await get('me.requestConfirmation', { language: 'nl' })
    const typed = await house.codeFor(address)
    expect(await code('me.confirmEmail', { code: wrong(typed) })).toBe('code_wrong')
    expect(await code('me.confirmEmail', { code: typed })).toBe('ok')
    house.time.now += 2 * day
    expect((await actor())?.unconfirmed).toBe(false)
    expect(await session()).not.toBeNull()
    // Proved is proved: nothing more is mailed or asked.
    expect(await code('me.confirmEmail', { code: typed })).toBe('ok')
    const mails = (await house.mailsTo(address)).length
    await get('me.requestConfirmation', { language: 'nl' })
    expect(await house.mailsTo(address)).toHaveLength(mails)
  })

  it('is not done with a code to sign in, nor the other way round', async () => {
    const { get, code, address } = await unproved()
    await get('me.requestConfirmation', { language: 'nl' })
    const toConfirm = await house.codeFor(address)
    expect(await house.browser().code('auth.enterCode', { email: address, code: toConfirm })).toBe(
      'code_wrong',
    )
    await house.browser().get('auth.requestCode', { email: address, language: 'nl' })
    expect(await code('me.confirmEmail', { code: await house.codeFor(address) })).toBe('code_wrong')
  })

  it('from outside ends the sessions of whoever joined with it', async () => {
    const squatter = await unproved()
    const owner = house.browser()
    await owner.get('auth.requestCode', { email: squatter.address, language: 'nl' })
    const typed = await house.codeFor(squatter.address)
    await owner.get('auth.enterCode', { email: squatter.address, code: typed })
    expect(await squatter.session()).toBeNull()
    expect(await owner.session()).toMatchObject({ personId: squatter.personId })
    house.time.now += 2 * day
    expect((await owner.actor())?.unconfirmed).toBe(false)
  })

  it('is for who is signed in', async () => {
    expect(await house.browser().code('me.requestConfirmation', { language: 'nl' })).toBe('not_signed_in')
    expect(await house.browser().code('me.confirmEmail', { code: '000000' })).toBe('not_signed_in')
  })
})
