import { askQuestion, type ChannelContent } from '@bijpraat/contract'
import { type FormEvent, useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useEngine } from '../../ports/session.tsx'
import { withoutUnmeant } from '../../ports/without-unmeant.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceField, TextArea } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { askedName } from './question-words.ts'
import { useQuestionSpeech } from './use-question-speech.ts'

/** Asks the municipality or a village of the channel. Goes by the outbox, so also offline. */
export const AskSheet = ({
  channelId,
  content,
  onClose,
}: {
  channelId: string
  content: ChannelContent
  onClose: () => void
}) => {
  const t = useTexts()
  const engine = useEngine()
  const speech = useQuestionSpeech()
  const { texts } = speech
  const villages = content.kind === 'village' ? [channelId] : content.villageIds
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [tried, setTried] = useState(false)
  const parsed = askQuestion.input.shape.text.safeParse(withoutUnmeant(text))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!parsed.success) return
    engine.command(askQuestion, { channelId, text: parsed.data, villageId: asked === '' ? null : asked })
    onClose()
  }
  return (
    <Sheet title={texts.askTitle} closeLabel={t.common.close} onClose={onClose}>
      <FormColumn onSubmit={submit}>
        <TextArea
          label={texts.text}
          value={text}
          rows={4}
          maxLength={4000}
          error={tried && !parsed.success ? texts.needText : null}
          onChange={(event) => setText(event.target.value)}
        />
        <ChoiceField
          label={texts.toWhom}
          choices={[null, ...villages].map((villageId) => ({
            value: villageId ?? '',
            name: askedName(villageId, speech),
          }))}
          value={asked}
          onChange={setAsked}
        />
        <Button look="primary" type="submit" wide>
          {texts.askNow}
        </Button>
      </FormColumn>
    </Sheet>
  )
}
