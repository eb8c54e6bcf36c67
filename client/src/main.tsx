import './app/theme/fonts.css'
import './app/theme/tokens.css'
import './app/theme/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { fetchParts } from './app/part.tsx'
import { glanced } from './begin.ts'
import { forgetDrafts } from './features/messages/drafts.ts'
import { endPush } from './features/push/end-push.ts'
import { firstSpoken } from './i18n/i18n.tsx'
import { chooseKeeping, keepingKey, keepsHere } from './ports/keeping.ts'
import { moveMine } from './ports/kept-here.ts'
import { browserRenewal, type Renewal } from './renewal.ts'
import { createReplica, type Replica } from './replica/replica.ts'
import { browserDevice, browserTabs } from './sync/browser.ts'
import { deleteStorage, openStorage } from './sync/copy.ts'
import { createEngine, type Engine } from './sync/engine.ts'
import { httpAsk } from './sync/http.ts'
import { createMemoryStorage } from './sync/memory-storage.ts'
import type { CopyStorage } from './sync/ports.ts'
import { socketIo } from './sync/socket.ts'

/** After the first page works: what comes with it, as its letters, goes before what is needed later. */
const patienceMs = 2_000

/**
 * Once the first page works there is time for what is needed later. Each time that the server comes back it may be
 * a newer one.
 */
const followServer = (replica: Replica, renewal: Renewal) => {
  let begun = false
  replica.subscribe(({ connection }, before) => {
    if (connection === before.connection) return
    if (connection === 'live' && !begun) {
      begun = true
      setTimeout(() => {
        void fetchParts()
        if (import.meta.env.PROD) void renewal.start()
      }, patienceMs)
    } else if (connection === 'live' || connection === 'renew') void renewal.look()
  })
}

/** Longer than this nobody is shown nothing at all. */
const briefly = () => new Promise<void>((resolve) => setTimeout(resolve, 300))

const storageHere = async (): Promise<CopyStorage> => {
  if (keepsHere()) return openStorage()
  void deleteStorage()
  return createMemoryStorage('off')
}

/** What this device keeps is chosen for all its tabs: each ends its writing before anything is wiped. */
const createKeepHere = (engine: Engine) => {
  const startAnew = async () => {
    await engine.stop()
    if (!keepsHere()) await deleteStorage()
    location.reload()
  }
  addEventListener('storage', ({ key }) => {
    if (key === keepingKey) void startAnew()
  })
  return async (keeps: boolean) => {
    if (!chooseKeeping(keeps)) return
    moveMine()
    await startAnew()
  }
}

const start = async (root: HTMLElement) => {
  const replica = createReplica()
  const tabs = browserTabs()
  const [storage, spoken] = await Promise.all([storageHere(), firstSpoken()])
  const engine = createEngine({
    replica,
    openSocket: socketIo(),
    storage,
    http: httpAsk(),
    glanced,
    device: browserDevice(),
    ...(tabs ? { tabs } : {}),
  })
  // Whoever uses this device next finds nothing half written by who was signed in before.
  replica.subscribe((state, before) => {
    if (!before.me || state.me?.personId === before.me.personId) return
    forgetDrafts()
    void endPush()
  })
  const renewal = browserRenewal()
  followServer(replica, renewal)
  const started = engine.start()
  // What is known in a moment is drawn at once; a frame without it first would cost a slow phone as much again.
  await Promise.race([Promise.all([started, glanced]), briefly()])
  createRoot(root).render(
    <StrictMode>
      <App session={{ replica, engine, renewal, keepHere: createKeepHere(engine) }} spoken={spoken} />
    </StrictMode>,
  )
  return started
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
await start(root)
