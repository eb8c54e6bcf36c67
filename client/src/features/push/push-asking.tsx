import { Bell } from 'lucide-react'
import { useState } from 'react'
import { usePushTexts } from '../../i18n/push-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { HomeScreenHelp } from './home-screen-help.tsx'
import styles from './push-asking.module.css'
import { useAsking } from './use-asking.ts'
import { usePushSwitch } from './use-push.ts'

/** Asks once, calmly, when it has become clear what for; the browser's own question comes only after a yes. */
export const PushAsking = ({ channelId }: { channelId: string }) => {
  const texts = usePushTexts()
  const toast = useToast()
  const { asks, notNow } = useAsking(channelId)
  const { busy, error, turnOn } = usePushSwitch()
  const [helping, setHelping] = useState(false)
  const begin = async () => {
    if (await turnOn()) toast({ text: texts.turnedOn })
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
