import { chooseNotices, isNoticed } from '@bijpraat/contract'
import { Bell } from 'lucide-react'
import { useState } from 'react'
import { usePushTexts } from '../../i18n/push-texts.ts'
import { useEngine, useReplicaView } from '../../ports/session.tsx'
import type { ReplicaState } from '../../replica/replica.ts'
import { channelContent } from '../../replica/selectors.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { chosenIn, levelIn } from './chosen-level.ts'
import { HomeScreenHelp } from './home-screen-help.tsx'
import styles from './push-asking.module.css'
import { useAsking } from './use-asking.ts'
import { usePushSwitch } from './use-push.ts'

const isQuietUnchosen = (state: ReplicaState, channelId: string): boolean => {
  const content = channelContent(state, channelId)
  if (content === undefined || chosenIn(state, channelId) !== undefined) return false
  return !isNoticed(levelIn(state, channelId, content), 'news')
}

/** Asks once, calmly, when it has become clear what for; the browser's own question comes only after a yes. */
export const PushAsking = ({ channelId }: { channelId: string }) => {
  const texts = usePushTexts()
  const toast = useToast()
  const { asks, notNow } = useAsking(channelId)
  const { busy, error, turnOn } = usePushSwitch()
  const [helping, setHelping] = useState(false)
  const engine = useEngine()
  const { getState } = useReplicaView()
  const begin = async () => {
    if (!(await turnOn())) return
    toast({ text: texts.turnedOn })
    // Who only may look in here, such as an official, would hear no news, having just asked for it.
    if (isQuietUnchosen(getState(), channelId)) engine.command(chooseNotices, { channelId, level: 'news' })
  }
  if (asks === null) return null
  const yes =
    asks === 'homeScreen' ? (
      <Button onClick={() => setHelping(true)}>{texts.iphoneHow}</Button>
    ) : (
      <Button busy={busy} onClick={() => void begin()}>
        {texts.turnOn}
      </Button>
    )
  return (
    <div className={styles.card}>
      <div className={styles.inner}>
        <Notice
          tone="ask"
          icon={<Bell size={22} />}
          title={texts.askTitle}
          action={
            <div className={styles.ways}>
              {yes}
              <Button look="quiet" onClick={notNow}>
                {texts.notNow}
              </Button>
            </div>
          }
        >
          <div role="status">{error ?? (asks === 'homeScreen' ? texts.iphone : texts.askText)}</div>
        </Notice>
      </div>
      {helping ? <HomeScreenHelp onClose={() => setHelping(false)} /> : null}
    </div>
  )
}
