import { changeDecision, type DecisionContent, recordDecision } from '@bijpraat/contract'
import { type FormEvent, useState } from 'react'
import { useDecisionTexts } from '../../i18n/decisions-texts.ts'
import { useTexts } from '../../i18n/i18n.tsx'
import { dayOf } from '../../ports/days.ts'
import { useEngine } from '../../ports/session.tsx'
import { withoutUnmeant } from '../../ports/without-unmeant.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Sheet } from '../../ui/sheet.tsx'

const shape = changeDecision.input.shape
type Words = Pick<DecisionContent, 'title' | 'why' | 'decidedBy' | 'decidedOn'>
type Draft = Words & { reason: string }

/** What one begins from: a decision to change, or the words that it is made from. */
export type DecisionDraft =
  | { itemId: string; content: DecisionContent }
  | { itemId: null; title: string; fromId: string | null }

const firstOf = (draft: DecisionDraft): Draft =>
  draft.itemId === null
    ? { title: draft.title, why: '', decidedBy: '', decidedOn: dayOf(Date.now()), reason: '' }
    : { ...draft.content, reason: '' }

const parsedOf = (draft: Draft) => ({
  title: shape.title.safeParse(withoutUnmeant(draft.title)),
  why: shape.why.safeParse(withoutUnmeant(draft.why)),
  decidedBy: shape.decidedBy.safeParse(withoutUnmeant(draft.decidedBy)),
  decidedOn: shape.decidedOn.safeParse(draft.decidedOn),
  reason: shape.reason.safeParse(withoutUnmeant(draft.reason)),
})

/** Writes down what was decided, or changes it and says why. Goes by the outbox, so also offline. */
export const DecisionSheet = ({
  channelId,
  of,
  onClose,
}: {
  channelId: string
  of: DecisionDraft
  onClose: () => void
}) => {
  const t = useTexts()
  const texts = useDecisionTexts()
  const engine = useEngine()
  const [draft, setDraft] = useState(() => firstOf(of))
  const [tried, setTried] = useState(false)
  const isChange = of.itemId !== null
  const { title, why, decidedBy, decidedOn, reason } = parsedOf(draft)
  const set = (more: Partial<Draft>) => setDraft({ ...draft, ...more })
  const wrong = ({ success }: { success: boolean }, text: string) => (tried && !success ? text : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!title.success || !why.success || !decidedBy.success || !decidedOn.success) return
    const words = {
      title: title.data,
      why: why.data,
      decidedBy: decidedBy.data,
      decidedOn: decidedOn.data,
    }
    if (of.itemId === null)
      engine.command(recordDecision, {
        channelId,
        ...words,
        ...(of.fromId === null ? {} : { fromId: of.fromId }),
      })
    else if (reason.success)
      engine.command(changeDecision, { channelId, itemId: of.itemId, ...words, reason: reason.data })
    else return
    onClose()
  }
  return (
    <Sheet title={isChange ? texts.change : texts.record} closeLabel={t.common.close} onClose={onClose}>
      <FormColumn onSubmit={submit}>
        <TextArea
          label={texts.title}
          value={draft.title}
          rows={2}
          maxLength={500}
          error={wrong(title, texts.needTitle)}
          onChange={(event) => set({ title: event.target.value })}
        />
        <TextArea
          label={texts.reason}
          value={draft.why}
          rows={3}
          maxLength={2000}
          error={wrong(why, texts.needReason)}
          onChange={(event) => set({ why: event.target.value })}
        />
        <TextField
          label={texts.decidedBy}
          hint={texts.decidedByHint}
          value={draft.decidedBy}
          maxLength={80}
          error={wrong(decidedBy, texts.needDecidedBy)}
          onChange={(event) => set({ decidedBy: event.target.value })}
        />
        <TextField
          type="date"
          label={texts.decidedOn}
          value={draft.decidedOn}
          error={wrong(decidedOn, texts.needDay)}
          onChange={(event) => set({ decidedOn: event.target.value })}
        />
        {isChange ? (
          <TextArea
            label={texts.changeWhy}
            hint={texts.changeWhyHint}
            value={draft.reason}
            rows={2}
            maxLength={500}
            error={wrong(reason, texts.needReason)}
            onChange={(event) => set({ reason: event.target.value })}
          />
        ) : null}
        <Button look="primary" type="submit" wide>
          {texts.save}
        </Button>
      </FormColumn>
    </Sheet>
  )
}
