declare const self: ServiceWorkerGlobalScope

/*
 * Shows what the server tells this device while the app is closed, and opens its page. Each push shows one
 * notification, whatever came: some browsers end the subscription of who shows none.
 */

type Told = { title: string; body: string; tag: string; path: string; language: string }

/** For what can't be read: a person at least knows that there is something. */
const nothingElse: Told = {
  title: 'Bijpraat',
  body: '',
  tag: 'bijpraat',
  path: '/',
  language: 'nl',
}

const isOurs = (path: string) => new URL(path, self.location.origin).origin === self.location.origin

const read = (data: PushMessageData | null): Told => {
  try {
    const told: Partial<Record<keyof Told, unknown>> = data?.json() ?? {}
    const whole = Object.keys(nothingElse).every((key) => typeof told[key as keyof Told] === 'string')
    return whole && isOurs(String(told.path)) ? (told as Told) : nothingElse
  } catch {
    return nothingElse
  }
}

/** The same tag again takes the place of what is shown, without a sound. */
const show = ({ title, body, tag, path, language }: Told): Promise<void> =>
  self.registration.showNotification(title, {
    body,
    tag,
    lang: language,
    icon: '/icons/icon-192.png',
    badge: '/icons/badge-96.png',
    data: { path },
  })

const answersWithinMs = 1_000

/** Whether a page of the app took it upon itself to go there. */
const asks = (page: WindowClient, path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve(true)
    setTimeout(() => resolve(false), answersWithinMs)
    page.postMessage({ open: path }, [port2])
  })

/** In the page that is open, the one in sight before others; else in a new one. */
const open = async (path: string): Promise<void> => {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const page = pages.find(({ visibilityState }) => visibilityState === 'visible') ?? pages[0]
  if (page === undefined) return void (await self.clients.openWindow(path))
  // First this: a browser lets a page come forward only shortly after the press.
  await page.focus().catch(() => undefined)
  if (await asks(page, path)) return
  // One that does not listen yet, or any more.
  await page.navigate(path).catch(() => self.clients.openWindow(path))
}

const call = async (command: string, input: object): Promise<Record<string, unknown>> => {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`/api/${command}`, { method: 'POST', headers, body: JSON.stringify(input) })
  const answer = (await response.json()) as { ok: boolean; data?: Record<string, unknown> }
  if (!answer.ok) throw new Error(command)
  return answer.data ?? {}
}

/** The browser has ended the subscription by itself; what fails here the app repairs when it is opened. */
const renew = async (): Promise<void> => {
  const { publicKey } = await call('push.key', {})
  const options = { userVisibleOnly: true, applicationServerKey: String(publicKey) }
  const { endpoint, keys } = (await self.registration.pushManager.subscribe(options)).toJSON()
  const language = self.navigator.language.startsWith('en') ? 'en' : 'nl'
  await call('push.subscribe', { endpoint, p256dh: keys?.['p256dh'], auth: keys?.['auth'], language })
}

/** The service worker's part in alerts. */
export const listenForPush = (): void => {
  self.addEventListener('push', (event) => event.waitUntil(show(read(event.data))))
  self.addEventListener('notificationclick', (event) => {
    event.notification.close()
    const { path } = (event.notification.data ?? nothingElse) as { path: string }
    event.waitUntil(open(path))
  })
  self.addEventListener('pushsubscriptionchange', ((event: ExtendableEvent) => {
    event.waitUntil(renew().catch(() => undefined))
  }) as EventListener)
}
