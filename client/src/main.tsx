import './app/theme/fonts.css'
import './app/theme/tokens.css'
import './app/theme/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { fetchParts } from './app/part.tsx'
import { forgetDrafts } from './features/messages/drafts.ts'
import { firstSpoken } from './i18n/i18n.tsx'
import { browserRenewal, type Renewal } from './renewal.ts'
import { createReplica, type Replica } from './replica/replica.ts'
import { browserDevice, browserTabs } from './sync/browser.ts'
import { openStorage } from './sync/copy.ts'
import { createEngine } from './sync/engine.ts'
import { httpAsk } from './sync/http.ts'
import { socketIo } from './sync/socket.ts'

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
      void fetchParts()
      if (import.meta.env.PROD) void renewal.start()
    } else if (connection === 'live' || connection === 'renew') void renewal.look()
  })
}

const start = async (root: HTMLElement) => {
  const replica = createReplica()
  const tabs = browserTabs()
  const [storage, spoken] = await Promise.all([openStorage(), firstSpoken()])
  const engine = createEngine({
    replica,
    openSocket: socketIo(),
    storage,
    http: httpAsk(),
    device: browserDevice(),
    ...(tabs ? { tabs } : {}),
  })
  // Whoever uses this device next finds nothing half written by who was signed in before.
  replica.subscribe((state, before) => {
    if (before.me && state.me?.personId !== before.me.personId) forgetDrafts()
  })
  const renewal = browserRenewal()
  followServer(replica, renewal)
  createRoot(root).render(
    <StrictMode>
      <App session={{ replica, engine, renewal }} spoken={spoken} />
    </StrictMode>,
  )
  return engine.start()
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
await start(root)
