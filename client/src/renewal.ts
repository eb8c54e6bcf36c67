/** How a running app learns that there is a newer version, and becomes it. */
export type Renewal = {
  /** Keeps the app on this device, and from then on watches for a newer version. */
  start(): Promise<void>
  /** Asks the server now whether there is one. */
  look(): Promise<void>
  /** Whether a newer version is here and waits to take over. */
  isReady(): boolean
  /** Called when that became so. Returns its undoing. */
  onReady(run: () => void): () => void
  /** Opens this page anew in the newest version. What is kept on the device stays. */
  renew(): Promise<void>
}

const script = '/service-worker.js'

/** Resolves once a new worker has all its files, or has failed to get them. */
const settled = (worker: ServiceWorker): Promise<void> =>
  new Promise((resolve) => {
    const check = () => {
      if (worker.state !== 'installing') resolve()
    }
    worker.addEventListener('statechange', check)
    check()
  })

/** The browser's service worker; where there is none, as on plain http, renewing is loading the page again. */
export const browserRenewal = (): Renewal => {
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker
  const listeners = new Set<() => void>()
  let ready = false

  const becomeReady = () => {
    ready = true
    for (const run of listeners) run()
  }

  /** The first worker of all is no newer version: the page that registers it is of the same. */
  const watch = async (worker: ServiceWorker | null) => {
    if (worker === null) return
    await settled(worker)
    if (worker.state === 'installed' && workers?.controller) becomeReady()
  }

  const registration = async () => workers?.getRegistration()

  /** The newest version if it is not the running one. */
  const newest = async (known: ServiceWorkerRegistration): Promise<ServiceWorker | null> => {
    if (known.installing) await settled(known.installing)
    return known.waiting
  }

  const takeOver = (worker: ServiceWorker): Promise<void> =>
    new Promise((resolve) => {
      workers?.addEventListener('controllerchange', () => resolve(), { once: true })
      worker.postMessage('takeOver')
    })

  return {
    start: async () => {
      if (workers === undefined) return
      let replaces = workers.controller !== null
      workers.addEventListener('controllerchange', () => {
        // Renewed from another tab: this one still runs the version before.
        if (replaces) becomeReady()
        replaces = true
      })
      const known = await workers.register(script, { updateViaCache: 'none' }).catch(() => null)
      // Forbidden by the browser's settings: the app then lives in its pages alone.
      if (known === null) return
      known.addEventListener('updatefound', () => void watch(known.installing))
      await watch(known.waiting ?? known.installing)
    },
    look: async () => {
      // Offline, or the server is just starting: there will be another time.
      await (await registration())?.update().catch(() => {})
    },
    isReady: () => ready,
    onReady: (run) => {
      listeners.add(run)
      return () => listeners.delete(run)
    },
    renew: async () => {
      const known = await registration()
      const reached = await known?.update().then(
        () => true,
        () => false,
      )
      const worker = known && (await newest(known))
      if (worker) await takeOver(worker)
      // Asked to renew with nothing newer to be had: what is kept may be at fault, so the server is asked.
      else if (reached && !ready) await known?.unregister()
      location.reload()
    },
  }
}
