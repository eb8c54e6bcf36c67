import { hideItem, showItem } from '@bijpraat/contract'
import { type FormEvent, useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useModerationTexts } from '../../i18n/moderation-texts.ts'
import { useEngine } from '../../ports/session.tsx'
import { useChange } from '../../ports/use-ask.ts'
import { withoutUnmeant } from '../../ports/without-unmeant.ts'
import type { Home } from '../../replica/folds.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Hides something, with a reason that its author reads. Asked at once: another moderator may have been sooner. */
export const HideSheet = ({
  of,
  onHidden,
  onClose,
}: {
  of: Home
  onHidden?: () => void
  onClose: () => void
}) => {
  const t = useTexts()
  const texts = useModerationTexts()
  const engine = useEngine()
  const toast = useToast()
  const { change, busy, error } = useChange(hideItem)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const said = withoutUnmeant(reason).trim()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const { channelId, itemId } = of
    if (said === '' || !(await change({ channelId, itemId, reason: said }))) return
    toast({
      text: texts.hiddenToast,
      action: { label: t.common.undo, run: () => void engine.command(showItem, { channelId, itemId }) },
    })
    onHidden?.()
    onClose()
  }
  return (
    <Sheet title={texts.hideTitle} closeLabel={t.common.close} onClose={onClose}>
      <FormColumn onSubmit={(event) => void submit(event)}>
        <p>{texts.hideText}</p>
        <TextArea
          label={texts.hideWhy}
          hint={texts.hideWhyHint}
          value={reason}
          rows={3}
          maxLength={400}
          error={tried && said === '' ? texts.needReason : null}
          onChange={(event) => setReason(event.target.value)}
        />
        {error ? <Notice tone="danger">{error}</Notice> : null}
        <Button look="danger" type="submit" wide busy={busy}>
          {texts.hide}
        </Button>
      </FormColumn>
    </Sheet>
  )
}
