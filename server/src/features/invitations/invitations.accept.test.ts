import { randomUUID } from 'node:crypto'
import { directoryId, type PersonContent } from '@bijpraat/contract'
import { afterAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { randomToken } from '../../platform/secret.ts'
import { openHouse } from '../../testing/people.ts'
import {
  type Created,
  day,
  freshAddress,
  joining,
  openInviting,
  tokenOf,
  wanted,
} from './invitations.fixture.ts'

const { house, admin, moderator, invite, share, mail, accept, acceptCode, actorOf, stored } =
  await openInviting()
afterAll(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

let address: string
beforeEach(() => {
  address = freshAddress()
})

describe('a mailed invitation', () => {
  it('shows who invites to what, asks the name only, and signs in', async () => {
    const token = await mail(address)
    const browser = house.browser()
    expect(await browser.get('invitation.look', { token })).toEqual({
      channelNames: ['Name of east'],
      invitedBy: 'Keeper of east',
      role: 'villager',
      asksEmail: false,
      knownName: null,
    })
    const { personId, goTo } = await accept(token, {}, browser)
    expect(goTo).toBe('/kanaal/east')
    expect(await browser.session()).toMatchObject({ personId })
    expect(await house.people.account(personId ?? '')).toMatchObject({ email: address, unproved: false })
    expect((await actorOf(personId))?.memberOf).toEqual(new Set(['east']))
    const card = (await house.reader.item(directoryId, personId ?? ''))?.content as PersonContent
    expect(card).toMatchObject({ name: 'Newcomer', villageIds: ['east'] })
    const document = await house.database.collection('persons').findOne({ email: address })
    expect(document?.agreedAt).toBe(house.time.now)
  })

  it('is not shown to its maker: only the mailbox proves the address', async () => {
    const created = await invite({ email: address })
    expect(created.url).toBeNull()
    const [received] = await house.mailsTo(address)
    expect(received?.text).toContain('Keeper of east nodigt je uit')
    expect(received?.text).toContain('https://bijpraat.example/uitnodiging#')
  })

  it('works once, also when it is accepted twice at once', async () => {
    const token = await mail(address)
    const codes = await Promise.all([1, 2, 3].map(() => acceptCode(token)))
    expect(codes.sort()).toEqual(['link_expired', 'link_expired', 'ok'])
    expect(await house.browser().code('invitation.look', { token })).toBe('link_expired')
    expect(await house.database.collection('persons').countDocuments({ email: address })).toBe(1)
  })

  it('signs a known villager in and adds the membership', async () => {
    const known = await house.signedIn({ name: 'Known', email: address, channelIds: ['west'] })
    const token = await mail(address)
    const browser = house.browser()
    expect(await browser.get('invitation.look', { token })).toMatchObject({ knownName: 'Known' })
    expect(await accept(token, { name: undefined }, browser)).toMatchObject({ personId: known.personId })
    expect((await browser.actor())?.memberOf).toEqual(new Set(['west', 'east']))
    expect(await known.session()).not.toBeNull()
  })

  it('does not open the account of an official: a fresh code does, and it takes the invitation up', async () => {
    const official = await house.signedIn({ name: 'Official of mail', email: address, role: 'official' })
    const token = await mail(address)
    const browser = house.browser()
    expect(await accept(token, {}, browser)).toEqual({ personId: null, goTo: '/kanaal/east' })
    expect(await browser.session()).toBeNull()
    const code = await house.codeFor(address)
    expect(await browser.get('auth.enterCode', { email: address, code })).toEqual({
      personId: official.personId,
      goTo: '/kanaal/east',
    })
    expect((await browser.actor())?.memberOf).toEqual(new Set(['east']))
    expect(await acceptCode(token)).toBe('link_expired')
  })

  it('ends the sessions of who joined with the address without proof', async () => {
    const squatter = await house.signedIn({
      name: 'Squatter',
      email: address,
      confirmBy: house.time.now + day,
    })
    const browser = house.browser()
    await accept(await mail(address), {}, browser)
    expect(await squatter.session()).toBeNull()
    expect(await browser.session()).toMatchObject({ personId: squatter.personId })
    expect(await house.people.account(squatter.personId)).toMatchObject({ unproved: false })
  })

  it('of an administrator can make an official; nothing else can', async () => {
    const { personId } = await accept(await mail(address, { role: 'official' }, admin), {
      name: 'New official',
    })
    expect((await actorOf(personId))?.role).toBe('official')
    expect(await moderator.code('invitation.create', wanted({ role: 'official', email: address }))).toBe(
      'forbidden',
    )
    expect(await admin.code('invitation.create', wanted({ role: 'official' }))).toBe('email_needed')
  })

  it('needs a name that is nobody else’s badge, and is not spent by a refusal', async () => {
    const token = await mail(address)
    expect(await house.browser().run('invitation.accept', joining(token, { name: undefined }))).toEqual({
      ok: false,
      code: 'invalid_input',
      field: 'name',
    })
    expect(await acceptCode(token, { name: 'Kееper of еast' })).toBe('name_refused')
    expect(await acceptCode(token, { agreed: false })).toBe('invalid_input')
    expect(await acceptCode(token)).toBe('ok')
  })

  it('is mailed again when the mail server refused it, once it takes it', async () => {
    const own = await openHouse(inject('mongoUrl'))
    own.smtp.refusing = true
    const head = await own.signedIn({ name: 'Head', role: 'admin' })
    const { invitationId } = await head.get<Created>('invitation.create', wanted({ email: address }))
    expect(await own.mailsTo(address)).toHaveLength(0)
    expect(own.faults).toHaveLength(1)
    expect(JSON.stringify(own.faults)).not.toContain(address)
    own.smtp.refusing = false
    await own.invitations.mailDue()
    expect(await own.mailsTo(address)).toHaveLength(0)
    own.time.now += 60_000
    await Promise.all([own.invitations.mailDue(), own.invitations.mailDue()])
    own.time.now += day
    await own.invitations.mailDue()
    expect(await own.mailsTo(address)).toHaveLength(1)
    const after = await own.database.collection<{ _id: string }>('invitations').findOne({ _id: invitationId })
    expect(after).not.toHaveProperty('mailDueAt')
    await own.close()
  })
})

describe('a shared link', () => {
  it('makes an account at once, to be confirmed within a day', async () => {
    const token = await share()
    const browser = house.browser()
    expect(await browser.get('invitation.look', { token })).toMatchObject({
      asksEmail: true,
      knownName: null,
    })
    expect(await acceptCode(token, {}, browser)).toBe('email_needed')
    const { personId } = await accept(token, { email: address }, browser)
    expect(await browser.session()).toMatchObject({ personId })
    const actor = await browser.actor()
    expect(actor && (await house.people.meOf(actor))).toMatchObject({
      email: address,
      confirmBy: house.time.now + day,
      memberOf: ['east'],
    })
    expect(await browser.code('me.confirmEmail', { code: await house.codeFor(address) })).toBe('ok')
  })

  it('never signs in by a known address: a code does, and it takes the invitation up', async () => {
    const known = await house.signedIn({ name: 'Known', email: address })
    const token = await share({ uses: 1 })
    const thief = house.browser()
    const secret = randomToken()
    expect(await accept(token, { email: address, browser: secret }, thief)).toMatchObject({ personId: null })
    expect(await thief.session()).toBeNull()
    expect((await actorOf(known.personId))?.memberOf).toEqual(new Set())
    const owner = house.browser()
    const link = await house.linkTokenFor(address)
    expect(await owner.get('auth.pressLink', { token: link, browser: secret })).toMatchObject({
      personId: known.personId,
      goTo: '/kanaal/east',
    })
    expect((await actorOf(known.personId))?.memberOf).toEqual(new Set(['east']))
  })

  it('adds to the account of who is signed in, and costs a member nothing', async () => {
    const token = await share({ uses: 1 })
    const villager = await house.signedIn({ name: 'Signed in', channelIds: ['west'] })
    const member = await house.signedIn({ name: 'Member', channelIds: ['east'] })
    expect(await villager.get('invitation.look', { token })).toMatchObject({
      asksEmail: false,
      knownName: 'Signed in',
    })
    expect(await accept(token, {}, member)).toMatchObject({ personId: member.personId })
    expect(await accept(token, {}, villager)).toMatchObject({ personId: villager.personId })
    expect((await villager.actor())?.memberOf).toEqual(new Set(['east', 'west']))
    expect(await acceptCode(token, { email: address })).toBe('link_expired')
  })

  it('of which one use is left goes to one of many at once', async () => {
    const created = await invite({ uses: 3 })
    const codes = await Promise.all(
      Array.from({ length: 12 }, (_, n) => acceptCode(tokenOf(created), { email: `${n}-${address}` })),
    )
    expect(codes.filter((code) => code === 'ok')).toHaveLength(3)
    expect(new Set(codes)).toEqual(new Set(['ok', 'link_expired']))
    expect((await stored(created.invitationId))?.used).toBe(3)
    const made = await house.database.collection('persons').countDocuments({ email: { $regex: address } })
    expect(made).toBe(3)
  })

  it('to one new address at once makes one account', async () => {
    const token = await share()
    const codes = await Promise.all([1, 2, 3].map(() => acceptCode(token, { email: address })))
    expect(new Set(codes)).toEqual(new Set(['ok']))
    expect(await house.database.collection('persons').countDocuments({ email: address })).toBe(1)
    await house.mailsTo(address)
  })

  it.each([{ $ne: null }, 'no address', 'a@b', ['a@example.org'], `${'a'.repeat(300)}@example.org`])(
    'takes no odd address: %j',
    async (email) => {
      expect(await acceptCode(await share(), { email })).toBe('invalid_input')
    },
  )
})

describe('a fresh way in', () => {
  const renew = (forPersonId: string, more: object = {}, by = moderator) =>
    by.code('invitation.create', wanted({ channelIds: [], email: address, forPersonId, ...more }))

  it('keeps the account, replaces the address, ends the old sessions and tells the old mailbox', async () => {
    const old = `old-${address}`
    const lost = await house.signedIn({ name: 'Lost mailbox', email: old, channelIds: ['east'] })
    expect(await renew(lost.personId)).toBe('ok')
    const token = (await house.linkTokenFor(address)) ?? ''
    const browser = house.browser()
    expect(await browser.get('invitation.look', { token })).toMatchObject({
      knownName: 'Lost mailbox',
      asksEmail: false,
    })
    expect(await accept(token, { name: undefined }, browser)).toMatchObject({ personId: lost.personId })
    expect(await lost.session()).toBeNull()
    expect(await browser.session()).toMatchObject({ personId: lost.personId })
    expect(await house.people.account(lost.personId)).toMatchObject({ email: address, name: 'Lost mailbox' })
    const [told] = await house.mailsTo(old)
    expect(told?.subject).toBe('Je account heeft een ander e-mailadres')
    expect(told?.text).not.toContain(address)
    expect(await acceptCode(token)).toBe('link_expired')
    // The old address opens nothing any more.
    const browserOfOld = house.browser()
    await browserOfOld.get('auth.requestCode', { email: old, language: 'nl' })
    const mails = await house.mailsTo(old)
    expect(mails.at(-1)?.text).toContain('geen account')
  })

  it('is refused for those above or outside the moderator’s scope', async () => {
    const official = await house.signedIn({
      name: 'Official in east',
      role: 'official',
      channelIds: ['east'],
    })
    const elsewhere = await house.signedIn({ name: 'Elsewhere', channelIds: ['west'] })
    expect(await renew(official.personId)).toBe('forbidden')
    expect(await renew(admin.personId)).toBe('forbidden')
    expect(await renew(elsewhere.personId)).toBe('forbidden')
    expect(await renew(randomUUID())).toBe('not_found')
    const member = await house.signedIn({ name: 'Member of east', channelIds: ['east'] })
    expect(await renew(member.personId, { email: undefined })).toBe('email_needed')
  })

  it('is worth nothing once that person was given more than the moderator has', async () => {
    const rising = await house.signedIn({ name: 'Rising', channelIds: ['east'] })
    expect(await renew(rising.personId)).toBe('ok')
    const token = (await house.linkTokenFor(address)) ?? ''
    await admin.get('person.setRole', {
      commandId: randomUUID(),
      personId: rising.personId,
      role: 'official',
    })
    expect(await acceptCode(token)).toBe('link_expired')
  })

  it('is refused to an address that has an account of its own', async () => {
    await house.signedIn({ name: 'Has it', email: address })
    const lost = await house.signedIn({ name: 'Wants it', email: `w-${address}`, channelIds: ['east'] })
    expect(await renew(lost.personId)).toBe('ok')
    const token = (await house.linkTokenFor(address)) ?? ''
    expect(await acceptCode(token)).toBe('address_taken')
    expect(await lost.session()).not.toBeNull()
    expect(await house.people.account(lost.personId)).toMatchObject({ email: `w-${address}` })
  })
})

describe('the first administrator', () => {
  it('is made by the newest page only, once, and is signed in without a mail', async () => {
    const own = await openHouse(inject('mongoUrl'))
    const tokenOfPage = (page: string | null) => page?.split('#')[1] ?? ''
    const older = tokenOfPage(await own.invitations.firstAdmin())
    const newer = tokenOfPage(await own.invitations.firstAdmin())
    const join = (token: string, more: object = {}) =>
      own.browser().code('invitation.accept', joining(token, { email: address, ...more }))
    expect(await own.browser().get('invitation.look', { token: newer })).toEqual({
      channelNames: [],
      invitedBy: null,
      role: 'admin',
      asksEmail: true,
      knownName: null,
    })
    expect(await join(older)).toBe('link_expired')
    expect(await join(newer, { email: undefined })).toBe('email_needed')
    const codes = await Promise.all([join(newer), join(newer, { email: `b-${address}` })])
    expect(codes.sort()).toEqual(['link_expired', 'ok'])
    const admins = await own.database.collection('persons').find({ role: 'admin' }).toArray()
    expect(admins).toHaveLength(1)
    expect(admins[0]?.confirmBy).toBeNull()
    expect(await own.invitations.firstAdmin()).toBeNull()
    expect(own.smtp.received).toEqual([])
    expect(own.faults).toEqual([])
    await own.close()
  })

  it('is not made once there is an administrator, however that one came to be', async () => {
    const own = await openHouse(inject('mongoUrl'))
    const token = (await own.invitations.firstAdmin())?.split('#')[1] ?? ''
    await own.signedIn({ name: 'Administrator already', role: 'admin' })
    await own.signedIn({ name: 'Known', email: address })
    for (const email of [address, `b-${address}`]) {
      expect(await own.browser().code('invitation.accept', joining(token, { email }))).toBe('link_expired')
    }
    await own.close()
  })

  it('can come to be for a day, and out of an account that exists', async () => {
    const own = await openHouse(inject('mongoUrl'))
    const known = await own.signedIn({ name: 'Known', email: address })
    const page = async () => (await own.invitations.firstAdmin())?.split('#')[1] ?? ''
    const late = await page()
    own.time.now += day
    const join = (token: string) =>
      own.browser().code('invitation.accept', joining(token, { email: address }))
    expect(await join(late)).toBe('link_expired')
    expect(await join(await page())).toBe('ok')
    expect(await own.people.actorOf({ personId: known.personId, sessionId: '' })).toMatchObject({
      role: 'admin',
    })
    await own.close()
  })
})

describe('a token', () => {
  it.each(['', 'short', 'x'.repeat(129), 'a'.repeat(43), { $ne: '' }, null, '../../etc', 'a b'.repeat(10)])(
    'that is none opens nothing: %j',
    async (token) => {
      const browser = house.browser()
      const codes = ['invalid_input', 'link_expired']
      expect(codes).toContain(await browser.code('invitation.look', { token }))
      expect(codes).toContain(
        await browser.code('invitation.accept', { ...joining(''), token, email: address }),
      )
    },
  )
})
