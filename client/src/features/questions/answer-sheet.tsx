import { answerQuestion, itemKinds, message, postMessage, update } from '@bijpraat/contract'
import { type FormEvent, useMemo, useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { withCalledNames } from '../../ports/called.ts'
import { useEngine, useReplicaView } from '../../ports/session.tsx'
import { withoutUnmeant } from '../../ports/without-unmeant.ts'
import type { HeldItem } from '../../replica/replica.ts'
import { timelineOf } from '../../replica/timeline.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceField, TextArea } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { firstWords } from '../../ui/rich-text/first-words.ts'
import { Sheet } from '../../ui/sheet.tsx'
import type { QuestionSheet } from './question-sheet.ts'

/** As many as one looks through on a phone. */
const offeredAtMost = 5
const answering = new Set<string>([message.kind, update.kind])
const now = 'now'

/** What was said after the question and may answer it, the newest first; looked at once, when the form opens. */
const useOffered = (channelId: string, asked: HeldItem): readonly HeldItem[] => {
  const { getState } = useReplicaView()
  return useMemo(
    () =>
      timelineOf(getState(), channelId)
        .filter(({ item }) => item.seq > asked.seq && answering.has(item.kind) && item.fits)
        .slice(-offeredAtMost)
        .map(({ item }) => item)
        .reverse(),
    [getState, channelId, asked.seq],
  )
}

/** Answers a question by what was said already, or by what one writes now. Goes by the outbox, so also offline. */
export const AnswerSheet = ({ channelId, item, speech: { texts }, onClose }: QuestionSheet) => {
  const t = useTexts()
  const engine = useEngine()
  const { getState } = useReplicaView()
  const offered = useOffered(channelId, item)
  const [which, setWhich] = useState<string>(now)
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const written = postMessage.input.shape.text.safeParse(withoutUnmeant(text))
  const wordsOf = ({ kind, content }: HeldItem) =>
    withCalledNames(getState(), firstWords(itemKinds.get(kind)?.plainText(content) ?? ''), t)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (which === now && !written.success) return
    const itemId = item.id
    // After it in the same queue: were it refused, so would be that it answers.
    const answerId =
      which === now && written.success
        ? engine.command(postMessage, { channelId, text: written.data, replyTo: itemId })
        : which
    engine.command(answerQuestion, { channelId, itemId, answerId })
    onClose()
  }
  return (
    <Sheet title={texts.answerTitle} closeLabel={t.common.close} onClose={onClose}>
      <FormColumn onSubmit={submit}>
        {offered.length === 0 ? null : (
          <ChoiceField
            label={texts.which}
            choices={[
              { value: now, name: texts.writeNow },
              ...offered.map((one) => ({ value: one.id, name: wordsOf(one) })),
            ]}
            value={which}
            onChange={setWhich}
          />
        )}
        {which === now ? (
          <TextArea
            label={texts.yourAnswer}
            value={text}
            rows={4}
            maxLength={4000}
            error={tried && !written.success ? texts.needAnswer : null}
            onChange={(event) => setText(event.target.value)}
          />
        ) : null}
        <Button look="primary" type="submit" wide>
          {texts.send}
        </Button>
      </FormColumn>
    </Sheet>
  )
}
