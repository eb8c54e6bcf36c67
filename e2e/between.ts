import type { Page } from '@playwright/test'

/** What stands between a page and the server, and lets through all but what it was told to hold or refuse. */
export type Between = {
  /** Questions by command name that get no answer. */
  held: Set<string>
  /** Questions by command name that are refused, as when the server has a fault. */
  refused: Set<string>
  /** While true nothing comes through the socket, either way. */
  silent: boolean
}

const refusal = { ok: false, code: 'internal' }

/** Stands between a page and the server from now on; called before the page is opened. */
export const standBetween = async (page: Page): Promise<Between> => {
  const between: Between = { held: new Set(), refused: new Set(), silent: false }
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      const [, ask, command = ''] = String(message).match(/^42(\d+)\["([\w.]+)"/) ?? []
      if (between.silent || between.held.has(command)) return
      if (between.refused.has(command)) socket.send(`43${ask}[${JSON.stringify(refusal)}]`)
      else server.send(message)
    })
    server.onMessage((message) => {
      if (!between.silent) socket.send(message)
    })
  })
  await page.route('**/api/*', async (route) => {
    const command = new URL(route.request().url()).pathname.replace('/api/', '')
    if (between.held.has(command)) return
    if (between.refused.has(command)) await route.fulfill({ json: refusal })
    else await route.continue()
  })
  return between
}
