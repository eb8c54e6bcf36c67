import { composer, log, seesOnce, village, write } from '../acts.ts'
import { expect, test } from '../people.ts'

test('a first visit shows the channel, and takes what one writes, before there is a connection', async ({
  someone,
}) => {
  const { page } = await someone({ as: 'admin' })
  let connect = () => {}
  const mayConnect = new Promise<void>((resolve) => {
    connect = resolve
  })
  // Until the server speaks first, a client says nothing: what connects late loses nothing.
  await page.routeWebSocket(/socket\.io/, async (socket) => {
    await mayConnect
    socket.connectToServer()
  })
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const [glance] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/api/sync.glance')),
    page.goto(village),
  ])
  await expect(log(page).getByRole('article').last()).toBeVisible()
  await write(page, 'Nog voor er verbinding is.')
  await expect(log(page).getByText('Nog voor er verbinding is.')).toBeVisible()
  expect(asked.filter((path) => path.startsWith('/api/'))).toEqual(['/api/sync.glance'])

  const { responseBodySize } = await glance.request().sizes()
  expect(glance.headers()['content-encoding']).toBe('br')
  expect(responseBodySize).toBeLessThan(12_000)

  connect()
  await seesOnce(page, 'Nog voor er verbinding is.')
  const other = await someone({ as: 'admin' })
  await other.page.goto(village)
  await seesOnce(other.page, 'Nog voor er verbinding is.')
  await expect(composer(page)).toHaveValue('')
})

test('the first page comes compressed as well as can be, and stays in the cache of the browser', async ({
  someone,
}) => {
  const { page } = await someone({ as: 'admin' })
  const scripts: { encoding: string | undefined; cache: string | undefined }[] = []
  page.on('response', (response) => {
    if (!/\/assets\/(?:app|libraries|begin)-.*\.(?:js|css)$/.test(response.url())) return
    const headers = response.headers()
    scripts.push({ encoding: headers['content-encoding'], cache: headers['cache-control'] })
  })
  await page.goto(village)
  await expect(composer(page)).toBeVisible()
  expect(scripts.length).toBeGreaterThanOrEqual(4)
  for (const script of scripts) {
    expect(script).toEqual({ encoding: 'br', cache: 'public, max-age=31536000, immutable' })
  }
})
