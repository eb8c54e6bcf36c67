import { LogIn, RefreshCw, WifiOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTexts } from '../i18n/i18n.tsx'
import { paths } from '../ports/paths.ts'
import { useRenewal, useReplica } from '../ports/session.tsx'
import type { Connection } from '../replica/replica.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import styles from './connection-bar.module.css'

// Shorter than this is not worth a word: a phone that wakes up connects in a second or two.
const patienceMs = 2000

/** A connection that is being made says so only when it takes long. */
const usePatient = (connection: Connection): Connection | null => {
  const [waited, setWaited] = useState(false)
  useEffect(() => {
    setWaited(false)
    if (connection !== 'connecting') return
    const timer = setTimeout(() => setWaited(true), patienceMs)
    return () => clearTimeout(timer)
  }, [connection])
  return connection === 'connecting' && !waited ? null : connection
}

/** What is not sent yet would be lost with the page. */
const useLosing = () => useReplica(({ storage, outbox }) => storage !== 'kept' && outbox.length > 0)

/** A device that is full is told so at once; where nothing is ever kept, that counts while something waits. */
const useMemoryHint = () => {
  const storage = useReplica((state) => state.storage)
  const losing = useLosing()
  const [dismissed, setDismissed] = useState(false)
  const shown = !dismissed && storage !== 'kept' && (losing || storage === 'full')
  return { why: shown ? storage : null, dismiss: () => setDismissed(true) }
}

/**
 * A newer version is ready, or needed: the same words and the same way for both. Only the one that can wait may be
 * put off.
 */
const RenewBar = ({ needed, onLater }: { needed: boolean; onLater: () => void }) => {
  const t = useTexts()
  const { renew } = useRenewal()
  const loses = useLosing()
  const [busy, setBusy] = useState(false)
  const start = () => {
    setBusy(true)
    void renew()
  }
  return (
    <div className={styles.bar} role={needed ? 'alert' : 'status'}>
      <RefreshCw size={22} />
      <span className={styles.text}>
        <strong>{t.connection.renew}</strong> {loses ? t.connection.renewLoses : t.connection.renewText}
      </span>
      <Button look="primary" busy={busy} onClick={start}>
        {t.connection.renewButton}
      </Button>
      {needed ? null : (
        <Button look="quiet" onClick={onLater}>
          {t.connection.renewLater}
        </Button>
      )}
    </div>
  )
}

/** What there is to know about the connection; nothing while all is well. */
export const ConnectionBar = () => {
  const t = useTexts()
  const connection = usePatient(useReplica((state) => state.connection))
  const hint = useMemoryHint()
  const losing = useLosing()
  const { ready } = useRenewal()
  const [later, setLater] = useState(false)
  switch (connection) {
    case 'offline':
      return (
        <div className={styles.bar} role="status">
          <WifiOff size={22} />
          <span>
            <strong>{t.connection.offline}</strong>{' '}
            {losing ? t.connection.memoryText : t.connection.offlineText}
          </span>
        </div>
      )
    case 'renew':
      return <RenewBar needed onLater={() => {}} />
    case 'signedOut':
      return (
        <div className={styles.bar} role="alert">
          <LogIn size={22} />
          <span className={styles.text}>{t.connection.signedOut}</span>
          <ButtonLink look="primary" href={paths.signInFor(location.pathname)}>
            {t.shell.signIn}
          </ButtonLink>
        </div>
      )
    case 'connecting':
      return (
        <div className={styles.bar} role="status">
          <span className={styles.dot} />
          <span>{t.connection.connecting}</span>
        </div>
      )
    case 'live':
    case null:
      if (ready && !later) return <RenewBar needed={false} onLater={() => setLater(true)} />
      return hint.why ? (
        <div className={styles.bar} role="status">
          <span className={styles.text}>
            <strong>{t.connection.notKept[hint.why]}</strong> {t.connection.memoryText}
          </span>
          <Button look="quiet" onClick={hint.dismiss}>
            {t.connection.understood}
          </Button>
        </div>
      ) : null
  }
}
