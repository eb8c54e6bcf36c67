import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { openHouse } from '../../testing/people.ts'
import { type Created, day, freshAddress, openInviting, tokenOf, wanted } from './invitations.fixture.ts'
import { invitationModel } from './invitations.schema.ts'

const { house, admin, moderator, invite, share, acceptCode, stored } = await openInviting()
afterAll(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

let address: string
beforeEach(() => {
  address = freshAddress()
})

describe('the right to invite', () => {
  it('counts when the link is used: what a moderator made ends with the right', async () => {
    const passing = await house.signedIn({ name: 'Passing keeper', channelIds: ['east'] })
    const scope = { personId: passing.personId, scope: 'east' }
    await admin.get('person.setModerator', { commandId: randomUUID(), ...scope, on: true })
    const token = await share({}, passing)
    await admin.get('person.setModerator', { commandId: randomUUID(), ...scope, on: false })
    expect(await acceptCode(token, { email: address })).toBe('link_expired')
    await admin.get('person.setModerator', { commandId: randomUUID(), ...scope, on: true })
    await admin.get('person.ban', {
      commandId: randomUUID(),
      personId: passing.personId,
      scope: 'east',
      reason: 'r',
    })
    expect(await acceptCode(token, { email: address })).toBe('link_expired')
  })

  it('is refused for channels of others, unknown ones and closed ones', async () => {
    const code = (channelIds: string[]) => moderator.code('invitation.create', wanted({ channelIds }))
    expect(await code(['west'])).toBe('not_found')
    expect(await code(['east', 'nowhere'])).toBe('not_found')
    expect(await code([])).toBe('forbidden')
    expect(await code(['east'])).toBe('ok')
  })
})

describe('a command to invite', () => {
  it('that is repeated gives the same invitation and the same link', async () => {
    const command = wanted({ uses: 5 })
    const answers = await Promise.all(
      [1, 2, 3].map(() => moderator.get<Created>('invitation.create', command)),
    )
    expect(new Set(answers.map(({ url }) => url)).size).toBe(1)
    expect(await invitationModel(house.database).countDocuments({ _id: command.commandId })).toBe(1)
    expect(await moderator.code('invitation.create', { ...command, uses: 6 })).toBe('id_reused')
  })

  it('that is repeated mails once', async () => {
    const command = wanted({ email: address })
    await Promise.all([1, 2, 3].map(() => moderator.get('invitation.create', command)))
    await moderator.get('invitation.create', command)
    expect(await house.mailsTo(address)).toHaveLength(1)
  })

  it('cannot take the id of another person’s invitation', async () => {
    const command = wanted()
    const { url } = await moderator.get<Created>('invitation.create', command)
    expect(await admin.code('invitation.create', command)).toBe('id_reused')
    expect((await stored(command.commandId))?.by).toBe(moderator.personId)
    expect(url).not.toBeNull()
  })

  it('leaves no token in the database', async () => {
    const token = await share()
    for (const { name } of await house.database.listCollections()) {
      const documents = JSON.stringify(await house.database.collection(name).find().toArray())
      expect(documents).not.toContain(token)
    }
  })
})

describe('invitations that are open', () => {
  it('are listed without addresses, until they are revoked, used or over', async () => {
    const own = await openHouse(inject('mongoUrl'))
    const head = await own.signedIn({ name: 'Head', role: 'admin' })
    const create = (more: object) => head.get<Created>('invitation.create', wanted(more))
    const list = async () =>
      (await head.get<{ invitations: { invitationId: string }[] }>('invitation.list', { channelId: 'east' }))
        .invitations
    const byMail = await create({ email: address })
    const shared = await create({ uses: 2, days: 90 })
    await create({ channelIds: ['west'] })
    const listed = await list()
    expect(listed).toHaveLength(2)
    expect(listed).toContainEqual(
      expect.objectContaining({
        invitationId: byMail.invitationId,
        byMail: true,
        uses: 1,
        used: 0,
        by: head.personId,
      }),
    )
    expect(JSON.stringify(listed)).not.toContain('@')
    expect(await head.code('invitation.revoke', { invitationId: byMail.invitationId })).toBe('ok')
    expect(await head.code('invitation.revoke', { invitationId: byMail.invitationId })).toBe('ok')
    expect((await list()).map(({ invitationId }) => invitationId)).toEqual([shared.invitationId])
    own.time.now += 90 * day
    expect(await list()).toEqual([])
    expect(await own.browser().code('invitation.look', { token: tokenOf(shared) })).toBe('link_expired')
    expect(own.faults).toEqual([])
    await own.close()
  })

  it('are worth nothing once revoked, which only some may do', async () => {
    const created = await invite({ uses: 5 })
    const { invitationId } = created
    const villager = await house.signedIn({ name: 'Curious', channelIds: ['east'] })
    expect(await villager.code('invitation.revoke', { invitationId })).toBe('not_found')
    expect(await villager.code('invitation.list', { channelId: 'east' })).toBe('forbidden')
    expect(await moderator.code('invitation.revoke', { invitationId: randomUUID() })).toBe('not_found')
    expect(await acceptCode(tokenOf(created), { email: address })).toBe('ok')
    expect(await moderator.code('invitation.revoke', { invitationId })).toBe('ok')
    expect(await acceptCode(tokenOf(created), { email: `b-${address}` })).toBe('link_expired')
  })

  it('are revoked or accepted at the same time, never half', async () => {
    for (let round = 0; round < 10; round += 1) {
      const created = await invite({ uses: 1 })
      const email = `${round}-${address}`
      const [accepted] = await Promise.all([
        acceptCode(tokenOf(created), { email }),
        moderator.code('invitation.revoke', { invitationId: created.invitationId }),
      ])
      const made = await house.database.collection('persons').countDocuments({ email })
      expect([accepted, made, (await stored(created.invitationId))?.used]).toEqual(
        accepted === 'ok' ? ['ok', 1, 1] : ['link_expired', 0, 0],
      )
    }
  })
})
