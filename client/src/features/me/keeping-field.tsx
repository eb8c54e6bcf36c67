import { useState } from 'react'
import { useManagingTexts } from '../../i18n/managing-texts.ts'
import { useKeepHere, useReplica } from '../../ports/session.tsx'
import { ChoiceField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'

/**
 * Whether this device keeps what is said. What was not sent yet would not survive the change, so that comes first.
 * Where the browser keeps nothing there is nothing to choose.
 */
export const KeepingField = () => {
  const t = useManagingTexts()
  const keepHere = useKeepHere()
  const storage = useReplica((state) => state.storage)
  const unsent = useReplica((state) => state.outbox.length > 0)
  const [tried, setTried] = useState(false)
  const choose = (value: 'keep' | 'off') => {
    setTried(true)
    if (!unsent) void keepHere(value === 'keep')
  }
  if (storage === 'memory') return <Notice tone="calm">{t.connection.notKept.memory}</Notice>
  return (
    <div>
      <ChoiceField
        label={t.me.keeping}
        choices={[
          { value: 'keep', name: t.me.keep, about: t.me.keepText },
          { value: 'off', name: t.me.keepNot, about: t.me.keepNotText },
        ]}
        value={storage === 'off' ? 'off' : 'keep'}
        onChange={choose}
      />
      <div role="status">{tried && unsent ? <Notice tone="calm">{t.me.keepUnsent}</Notice> : null}</div>
    </div>
  )
}
