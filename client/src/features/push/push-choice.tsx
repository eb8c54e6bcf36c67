import { Bell, BellOff } from 'lucide-react'
import { useState } from 'react'
import { usePushTexts } from '../../i18n/push-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/list.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { HomeScreenHelp } from './home-screen-help.tsx'
import { usePushHere, usePushSwitch } from './use-push.ts'

/** Whether this device tells things while the app is closed; or why it can't, and what to do about that. */
export const PushChoice = () => {
  const texts = usePushTexts()
  const toast = useToast()
  const here = usePushHere()
  const { busy, error, turnOn, turnOff } = usePushSwitch()
  const [helping, setHelping] = useState(false)
  const begin = async () => {
    if (await turnOn()) toast({ text: texts.turnedOn })
  }
  return (
    <Section title={texts.title}>
      {here === 'ready' ? <p>{texts.text}</p> : null}
      {here === 'on' ? <p>{texts.on}</p> : null}
      {here === 'blocked' ? (
        <Notice tone="calm" icon={<BellOff size={22} />} title={texts.blocked}>
          {texts.blockedText}
        </Notice>
      ) : null}
      {here === 'unsupported' ? (
        <Notice tone="calm" icon={<BellOff size={22} />}>
          {texts.unsupported}
        </Notice>
      ) : null}
      {here === 'homeScreen' ? <p>{texts.iphone}</p> : null}
      {error ? <Notice tone="danger">{error}</Notice> : null}
      {here === 'ready' ? (
        <Button icon={<Bell size={22} />} busy={busy} onClick={() => void begin()}>
          {texts.turnOn}
        </Button>
      ) : null}
      {here === 'on' ? (
        <Button icon={<BellOff size={22} />} onClick={() => void turnOff()}>
          {texts.turnOff}
        </Button>
      ) : null}
      {here === 'homeScreen' ? <Button onClick={() => setHelping(true)}>{texts.iphoneHow}</Button> : null}
      {helping ? <HomeScreenHelp onClose={() => setHelping(false)} /> : null}
    </Section>
  )
}
