import { readdirSync, readFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { gzipSync } from 'node:zlib'
import { composer, join, log, makeLink, seesOnce, toNewest, village, write } from '../acts.ts'
import { isKept, isOwed } from '../device.ts'
import { desktop, expect, test } from '../people.ts'
import { picture } from '../picture.ts'

test('opens without a network at any page, with what was there last; what is written then goes out once', async ({
  someone,
}) => {
  const moderator = await someone({ as: 'admin', size: desktop })
  const link = await makeLink(moderator.page, village)
  await moderator.page.goto(village)
  const walker = await someone()
  await join(walker.page, link, 'Wandelaar')
  await write(walker.page, 'Ik sta bij de molen.')
  await toNewest(moderator.page)
  await seesOnce(moderator.page, 'Ik sta bij de molen.')
  await isKept(walker.page, 'Ik sta bij de molen.')

  await walker.context.setOffline(true)
  await walker.page.close()
  const later = await walker.context.newPage()
  await later.goto(village)
  await expect(log(later)).toBeVisible()
  await toNewest(later)
  await seesOnce(later, 'Ik sta bij de molen.')
  await expect(later.getByText('Je bent offline.')).toBeVisible()
  await picture(later, 'opened-offline-phone')
  for (const [path, heading] of [
    [`${village}/leden`, 'Leden'],
    ['/ik', 'Wandelaar'],
    ['/wie', 'Wie is wie'],
    ['/huisregels', 'Huisregels'],
    ['/', 'Bijpraten'],
  ] as const) {
    await later.goto(path)
    await expect(later.getByRole('heading', { level: 1, name: heading })).toBeVisible()
  }

  await later.goto(village)
  await write(later, 'De wieken draaien.')
  await expect(log(later).getByText('Wacht op verbinding')).toHaveCount(1)
  await isOwed(later, 'De wieken draaien.')
  await later.reload()
  await toNewest(later)
  await expect(log(later).getByText('Wacht op verbinding')).toHaveCount(1)
  await walker.context.setOffline(false)
  await expect(log(later).getByText('Wacht op verbinding')).toHaveCount(0)
  await seesOnce(moderator.page, 'De wieken draaien.')
  await later.reload()
  await toNewest(later)
  await seesOnce(later, 'De wieken draaien.')
})

test('a new version says that it is there, and renewing sends what was not sent yet', async ({
  someone,
  renewClient,
}) => {
  const moderator = await someone({ as: 'admin', size: desktop })
  const link = await makeLink(moderator.page, village)
  await moderator.page.goto(village)
  await toNewest(moderator.page)
  const reader = await someone()
  let isCut = false
  await reader.page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      if (!isCut || !String(message).includes('message.post')) server.send(message)
    })
  })
  await join(reader.page, link, 'Lezer')
  await write(reader.page, 'Eerst nog met de oude versie.')
  await seesOnce(moderator.page, 'Eerst nog met de oude versie.')
  await isKept(reader.page, 'Eerst nog met de oude versie.')

  renewClient('next')
  await reader.context.setOffline(true)
  await expect(reader.page.getByText('Je bent offline.')).toBeVisible({ timeout: 20_000 })
  await reader.context.setOffline(false)
  const renew = reader.page.getByRole('button', { name: 'Vernieuw' })
  await expect(renew).toBeVisible({ timeout: 20_000 })
  await expect(reader.page.getByRole('status').filter({ hasText: 'Er is een nieuwe versie.' })).toBeVisible()
  await picture(reader.page, 'new-version-phone')

  isCut = true
  await write(reader.page, 'Dit was nog niet weg.')
  await composer(reader.page).fill('Nog niet af')
  await isOwed(reader.page, 'Dit was nog niet weg.')
  await expect(reader.page.locator('html')).not.toHaveAttribute('data-version')
  isCut = false
  await renew.click()
  await expect(reader.page.locator('html')).toHaveAttribute('data-version', 'next')
  await seesOnce(moderator.page, 'Dit was nog niet weg.')
  await seesOnce(reader.page, 'Dit was nog niet weg.')
  await expect(composer(reader.page)).toHaveValue('Nog niet af')
  await expect(renew).toBeHidden()

  await reader.context.setOffline(true)
  await reader.page.reload()
  await expect(reader.page.locator('html')).toHaveAttribute('data-version', 'next')
  await seesOnce(reader.page, 'Dit was nog niet weg.')
})

test('the first page needs at most 190 kB of JavaScript', ({ stack }) => {
  const html = readFileSync(joinPath(stack.clientDir, 'index.html'), 'utf8')
  const files = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path ?? '')
  const sizes = files.map((path) => gzipSync(readFileSync(joinPath(stack.clientDir, path))).length)
  expect(files.length).toBeGreaterThan(0)
  expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThanOrEqual(190_000)
})

test('a device can install it: names, colours and icons are there', async ({ stack }) => {
  const answer = await fetch(`${stack.url}/manifest.webmanifest`)
  expect(answer.headers.get('content-type')).toContain('application/manifest+json')
  const { icons } = (await answer.json()) as { icons: { src: string; type: string }[] }
  for (const { src, type } of icons) {
    expect((await fetch(stack.url + src)).headers.get('content-type')).toContain(type)
  }
  const worker = await fetch(`${stack.url}/service-worker.js`)
  expect(worker.headers.get('content-type')).toContain('javascript')
  expect(worker.headers.get('cache-control')).toMatch(/max-age=0|no-cache/)
  const shown = readdirSync(joinPath(stack.clientDir, 'icons'))
  expect(shown).toContain('icon-192.png')
})
