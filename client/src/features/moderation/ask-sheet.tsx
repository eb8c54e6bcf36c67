import { askReview } from '@bijpraat/contract'
import { type FormEvent, useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useModerationTexts } from '../../i18n/moderation-texts.ts'
import { useChange } from '../../ports/use-ask.ts'
import { withoutUnmeant } from '../../ports/without-unmeant.ts'
import type { Home } from '../../replica/folds.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Asks moderators to look again at what they hid. */
export const AskSheet = ({
  of,
  onAsked,
  onClose,
}: {
  of: Home
  onAsked: () => void
  onClose: () => void
}) => {
  const t = useTexts()
  const texts = useModerationTexts()
  const toast = useToast()
  const { change, busy, error } = useChange(askReview)
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const text = withoutUnmeant(words).trim()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (text === '' || !(await change({ ...of, text }))) return
    toast({ text: texts.asked })
    onClose()
    onAsked()
  }
  return (
    <Sheet title={texts.askTitle} closeLabel={t.common.close} onClose={onClose}>
      <FormColumn onSubmit={(event) => void submit(event)}>
        <p>{texts.askText}</p>
        <TextArea
          label={texts.askWhy}
          value={words}
          rows={4}
          maxLength={1000}
          error={tried && text === '' ? texts.askNeeded : null}
          onChange={(event) => setWords(event.target.value)}
        />
        {error ? <Notice tone="danger">{error}</Notice> : null}
        <Button look="primary" type="submit" wide busy={busy}>
          {texts.askSend}
        </Button>
      </FormColumn>
    </Sheet>
  )
}
