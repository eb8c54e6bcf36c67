import { reopenQuestion } from '@bijpraat/contract'
import { type FormEvent, useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useEngine } from '../../ports/session.tsx'
import { withoutUnmeant } from '../../ports/without-unmeant.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import type { QuestionSheet } from './question-sheet.ts'

/** Asks again what was answered, and says what is missing. */
export const AgainSheet = ({ channelId, item, speech: { texts }, onClose }: QuestionSheet) => {
  const t = useTexts()
  const engine = useEngine()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const parsed = reopenQuestion.input.shape.reason.safeParse(withoutUnmeant(reason))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!parsed.success) return
    engine.command(reopenQuestion, { channelId, itemId: item.id, reason: parsed.data })
    onClose()
  }
  return (
    <Sheet title={texts.againTitle} closeLabel={t.common.close} onClose={onClose}>
      <FormColumn onSubmit={submit}>
        <TextArea
          label={texts.missing}
          hint={texts.whyHint}
          value={reason}
          rows={3}
          maxLength={500}
          error={tried && !parsed.success ? texts.needWhy : null}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button look="primary" type="submit" wide>
          {texts.again}
        </Button>
      </FormColumn>
    </Sheet>
  )
}
