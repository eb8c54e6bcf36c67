import './app/theme/fonts.css'
import './app/theme/tokens.css'
import './app/theme/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { fetchParts } from './app/part.tsx'
import { forgetDrafts } from './features/messages/drafts.ts'
import { firstSpoken } from './i18n/i18n.tsx'
import { createReplica, type Replica } from './replica/replica.ts'
import { browserDevice, browserTabs } from './sync/browser.ts'
import { openStorage } from './sync/copy.ts'
import { createEngine } from './sync/engine.ts'
import { httpAsk } from './sync/http.ts'
import { socketIo } from './sync/socket.ts'

/** Runs once, when the first page works: from then on there is time for what is needed later. */
const whenLive = (replica: Replica, run: () => void) => {
  const stop = replica.subscribe(({ connection }) => {
    if (connection !== 'live') return
    stop()
    run()
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
  whenLive(replica, () => void fetchParts())
  createRoot(root).render(
    <StrictMode>
      <App session={{ replica, engine }} spoken={spoken} />
    </StrictMode>,
  )
  return engine.start()
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
await start(root)
