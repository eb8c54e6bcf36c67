import { makeReport, type ReportReason, reportReasons, withdrawReport } from '@bijpraat/contract'
import { type FormEvent, useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useModerationTexts } from '../../i18n/moderation-texts.ts'
import { useEngine } from '../../ports/session.tsx'
import { withoutUnmeant } from '../../ports/without-unmeant.ts'
import type { Home } from '../../replica/folds.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceField, TextArea } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Reports something to the moderators. Goes by the outbox, so also offline. */
export const ReportSheet = ({ of, onClose }: { of: Home; onClose: () => void }) => {
  const t = useTexts()
  const texts = useModerationTexts()
  const engine = useEngine()
  const toast = useToast()
  const [reason, setReason] = useState<(typeof reportReasons)[number]>('hurtful')
  const [more, setMore] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const text = withoutUnmeant(more).trim()
    const { channelId, itemId } = of
    engine.command(makeReport, { channelId, itemId, reason, ...(text === '' ? {} : { text }) })
    toast({
      text: t.item.reportedToast,
      action: {
        label: t.common.undo,
        run: () => void engine.command(withdrawReport, { channelId, itemId }),
      },
    })
    onClose()
  }
  return (
    <Sheet title={texts.reportTitle} closeLabel={t.common.close} onClose={onClose}>
      <FormColumn onSubmit={submit}>
        <p>{texts.reportText}</p>
        <ChoiceField<ReportReason>
          label={texts.why}
          choices={reportReasons.map((value) => ({ value, name: texts.reasons[value] }))}
          value={reason}
          onChange={(chosen) => chosen !== 'review' && setReason(chosen)}
        />
        <TextArea
          label={texts.more}
          hint={texts.moreHint}
          value={more}
          rows={3}
          maxLength={1000}
          onChange={(event) => setMore(event.target.value)}
        />
        <Button look="primary" type="submit" wide>
          {texts.report}
        </Button>
      </FormColumn>
    </Sheet>
  )
}
