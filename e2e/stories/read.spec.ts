import { randomUUID } from 'node:crypto'
import { type Page, request } from '@playwright/test'
import { join, log, makeLink, toNewest } from '../acts.ts'
import { soundInAllThemes } from '../axe.ts'
import { desktop, expect, phone, test } from '../people.ts'
import { picture } from '../picture.ts'

const channelId = 'x.lemelerveld'
const village = `/kanaal/${channelId}`

const bar = (page: Page) => page.getByRole('region', { name: 'Vastgezet' })

/** Comes in by a link over HTTP, and says there to have read it. */
const readByHttp = async (url: string, link: string, itemId: string, name: string, reads: boolean) => {
  const context = await request.newContext({ baseURL: url })
  const token = new URL(link).hash.slice(1)
  const email = `${randomUUID()}@voorbeeld.test`
  const joined = await context.post('/api/invitation.accept', {
    data: { token, name, email, language: 'nl', agreed: true },
  })
  expect(await joined.json()).toMatchObject({ ok: true })
  if (reads) {
    const data = { commandId: randomUUID(), channelId, itemId }
    expect(await (await context.post('/api/announcement.acknowledge', { data })).json()).toMatchObject({
      ok: true,
    })
  }
  await context.dispose()
}

test('who announces sees how many have read it, never who, and who has not sees a button', async ({
  someone,
  stack,
}) => {
  const announcer = await someone({ as: 'admin', size: desktop })
  const link = await makeLink(announcer.page, village)
  const reader = await someone({ size: phone })
  await join(reader.page, link, 'Lezer van aankondigingen')
  await announcer.page.goto(village)
  await toNewest(announcer.page)
  await announcer.page.getByRole('button', { name: 'Meer' }).last().click()
  await announcer.page.getByRole('menuitem', { name: 'Aankondiging' }).click()
  await announcer.page.getByLabel('Wat moet iedereen weten?').fill('Maandag geen water')
  await announcer.page.getByLabel('Vertel erover').fill('Van negen tot twaalf uur. Zet wat klaar.')
  await announcer.page.getByLabel('Vraag om op Gelezen te drukken').check()
  await soundInAllThemes(announcer.page, 'the form of an announcement that asks to be read')
  await announcer.page.getByRole('button', { name: 'Kondig het aan' }).click()
  const card = log(announcer.page).locator('[data-item]').filter({ hasText: 'Maandag geen water' })
  await expect(card).toContainText('Hier zie je hoeveel mensen dit lazen')

  // In sight until one has read it, also when nobody pinned it; one press is enough.
  await reader.page.goto(village)
  await expect(bar(reader.page)).toContainText('Maandag geen water')
  const press = bar(reader.page).getByRole('button', { name: 'Gelezen' })
  await expect(press).toBeVisible()
  await soundInAllThemes(reader.page, 'an announcement that asks to be read')
  await picture(reader.page, 'asks-read-phone')
  await reader.page.setViewportSize({ width: 320, height: 640 })
  expect(await reader.page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await reader.page.setViewportSize(phone)
  await press.focus()
  await reader.page.keyboard.press('Enter')
  await expect(press).toHaveCount(0)
  await picture(reader.page, 'read-undo-phone')
  await reader.page.getByRole('status').getByRole('button', { name: 'Zet terug' }).click()
  await expect(press).toBeVisible()
  await press.click()
  await expect(press).toHaveCount(0)
  await toNewest(reader.page)
  await expect(log(reader.page).getByText('Je hebt dit gelezen.')).toBeVisible()
  await reader.page.reload()
  await expect(log(reader.page)).toBeVisible()
  await expect(press).toHaveCount(0)

  const itemId = (await card.getAttribute('data-item')) ?? ''
  const others = Array.from({ length: 10 }, (_, at) => at)
  for (const at of others) await readByHttp(stack.url, link, itemId, `Buur ${'abcdefghij'[at]}`, at < 5)
  await expect(card).toContainText(/Lemelerveld: [56] van \d+ mensen hebben dit gelezen/, { timeout: 30_000 })
  await expect(card).not.toContainText('Buur')
  await picture(announcer.page, 'read-desktop')
})
