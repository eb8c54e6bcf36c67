import { listenForPush } from './push-worker.ts'

/** Of every file of this version its path and its hash; put in by the build. */
declare const __FILES__: readonly (readonly [path: string, integrity: string])[]
declare const __VERSION__: string

declare const self: ServiceWorkerGlobalScope

/**
 * Keeps the app itself on the device, so that it opens at once and without a network. What people said is no
 * concern of it: that is the copy in IndexedDB. Of the server's answers only the municipality's look is kept here.
 */

const prefix = 'app-'
const cacheName = prefix + __VERSION__
const page = '/'
const files = __FILES__
const paths = new Set(files.map(([path]) => path))

/** The tokens of the municipality's look, which belong to no version. */
const theme = '/theme.css'
const themeCache = 'theme'

/** What the server answers itself: never a page of the client, and never from here. */
const isServersOwn = (path: string) => /^\/(api|socket\.io|postvak|livez|readyz)(\/|$)/.test(path)

/** Named by their content: the same name is the same file, in whichever version it was fetched. */
const isImmutable = (path: string) => path.startsWith('/assets/')

/** From this version's files, else from those of the version before. */
const kept = async (path: string): Promise<Response | undefined> => {
  const cache = await caches.open(cacheName)
  return (await cache.match(path, { ignoreVary: true })) ?? caches.match(path, { ignoreVary: true })
}

const fetched = async (path: string, integrity: string): Promise<Response> => {
  // During an update some nodes still serve the version before: by the hash no version is ever a mixture.
  const response = await fetch(path, { integrity, cache: isImmutable(path) ? 'default' : 'no-cache' })
  if (!response.ok) throw new Error(`${path} is answered with ${response.status}`)
  return response
}

const fill = async () => {
  const cache = await caches.open(cacheName)
  const keep = async ([path, integrity]: (typeof files)[number]) =>
    cache.put(path, (isImmutable(path) && (await kept(path))) || (await fetched(path, integrity)))
  await Promise.all(files.map(keep))
}

const fetchTheme = async (): Promise<Response> => {
  const response = await fetch(theme, { cache: 'no-cache' })
  if (response.ok) await (await caches.open(themeCache)).put(theme, response.clone())
  return response
}

/** At once as it was, so that the page waits for no network; a new look shows when the page is next opened. */
const openTheme = async (event: FetchEvent): Promise<Response> => {
  const held = await caches.match(theme, { cacheName: themeCache })
  const fresh = fetchTheme()
  if (!held) return fresh
  event.waitUntil(fresh.catch(() => undefined))
  return held
}

const takeOver = async () => {
  const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName)
  // Tabs that still run the version before may need a part of it that they did not fetch yet.
  const older = others.slice(0, -1)
  await Promise.all(older.map((name) => caches.delete(name)))
  await self.clients.claim()
}

/** The page of this very version, whatever the address: the client finds out itself what to show there. */
const openPage = async (request: Request): Promise<Response> => {
  const cache = await caches.open(cacheName)
  return (await cache.match(page, { ignoreVary: true })) ?? fetch(request)
}

const openFile = async (request: Request): Promise<Response> =>
  (await kept(new URL(request.url).pathname)) ?? fetch(request)

self.addEventListener('install', (event) => event.waitUntil(Promise.all([fill(), fetchTheme()])))
self.addEventListener('activate', (event) => event.waitUntil(takeOver()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || isServersOwn(pathname)) return
  if (request.mode === 'navigate') event.respondWith(openPage(request))
  else if (pathname === theme) event.respondWith(openTheme(event))
  else if (paths.has(pathname) || isImmutable(pathname)) event.respondWith(openFile(request))
})

// A new version waits until a person says so, or until no tab is open: nothing changes under one's hands.
self.addEventListener('message', ({ data }) => {
  if (data === 'takeOver') void self.skipWaiting()
})

listenForPush()
