/** What a browser can do here, and what it was told to. */
export type PushSupport =
  | 'ready'
  /** An iPhone or iPad gives alerts only to an app on its home screen. */
  | 'homeScreen'
  /** A person, or whoever set the device up, has forbidden it. */
  | 'blocked'
  | 'unsupported'

const isApple = () =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  // An iPad says that it is a Mac; no Mac has fingers on it.
  (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)

const isOnHomeScreen = () => matchMedia('(display-mode: standalone)').matches

export const pushSupport = (): PushSupport => {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window))
    return isApple() && !isOnHomeScreen() ? 'homeScreen' : 'unsupported'
  return Notification.permission === 'denied' ? 'blocked' : 'ready'
}

/** As the server wants it. */
export type BrowserKeys = { endpoint: string; p256dh: string; auth: string }

const base64url = (bytes: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer())))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const keysOf = (subscription: PushSubscription): BrowserKeys => ({
  endpoint: subscription.endpoint,
  p256dh: base64url(subscription.getKey('p256dh')),
  auth: base64url(subscription.getKey('auth')),
})

const workerWithinMs = 10_000

/** The service worker once it runs; it is registered some time after the first page. */
const worker = async (): Promise<ServiceWorkerRegistration> => {
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error('no worker')), workerWithinMs),
  )
  return Promise.race([navigator.serviceWorker.ready, late])
}

/** The subscription of this browser under the server's key; made anew where it is of another key, or gone. */
export const subscribeBrowser = async (publicKey: string): Promise<BrowserKeys> => {
  const { pushManager } = await worker()
  const held = await pushManager.getSubscription()
  if (held && base64url(held.options.applicationServerKey) === publicKey) return keysOf(held)
  await held?.unsubscribe()
  return keysOf(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey }))
}

/** Takes away what is shown about pages below a path: they are looked at. */
export const clearShown = async (path: string): Promise<void> => {
  const registration = await navigator.serviceWorker?.getRegistration()
  const shown = (await registration?.getNotifications()) ?? []
  for (const notification of shown) {
    const { path: of } = (notification.data ?? {}) as { path?: unknown }
    if (typeof of === 'string' && of.startsWith(path)) notification.close()
  }
}
