import { editUpdate, postUpdate } from '@bijpraat/contract'
import { type FormEvent, useState } from 'react'
import { useI18n } from '../../i18n/i18n.tsx'
import { useEngine } from '../../ports/session.tsx'
import { withoutUnmeant } from '../../ports/without-unmeant.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Sheet } from '../../ui/sheet.tsx'

export type EditedUpdate = { channelId: string; itemId: string; title: string; text: string }

const title = postUpdate.input.shape.title
const text = postUpdate.input.shape.text

/** Tells news from a project, or changes it everywhere it shows. Goes by the outbox, so also offline. */
export const UpdateSheet = ({
  channelId,
  edited,
  alsoIn,
  onClose,
}: {
  channelId: string
  edited: EditedUpdate | null
  /** Names of the channels that the news will show in, too. */
  alsoIn: readonly string[]
  onClose: () => void
}) => {
  const { t, list } = useI18n()
  const engine = useEngine()
  const [draft, setDraft] = useState({ title: edited?.title ?? '', text: edited?.text ?? '' })
  const [tried, setTried] = useState(false)
  const parsed = {
    title: title.safeParse(withoutUnmeant(draft.title)),
    text: text.safeParse(withoutUnmeant(draft.text)),
  }
  const wrong = (part: 'title' | 'text', empty: string) => {
    if (!tried || parsed[part].success) return null
    return draft[part].trim() === '' ? empty : t.errors.invalid_input
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!parsed.title.success || !parsed.text.success) return
    const content = { title: parsed.title.data, text: parsed.text.data }
    if (edited) engine.command(editUpdate, { channelId: edited.channelId, itemId: edited.itemId, ...content })
    else engine.command(postUpdate, { channelId, ...content })
    onClose()
  }
  return (
    <Sheet
      title={edited ? t.update.formEdit : t.update.formTitle}
      closeLabel={t.common.close}
      onClose={onClose}
    >
      <FormColumn onSubmit={submit}>
        <TextField
          label={t.update.title}
          value={draft.title}
          maxLength={120}
          error={wrong('title', t.update.needTitle)}
          onChange={(event) => setDraft({ ...draft, title: event.target.value })}
        />
        <TextArea
          label={t.update.text}
          value={draft.text}
          rows={6}
          maxLength={8000}
          hint={alsoIn.length > 0 ? t.update.alsoIn(list(alsoIn)) : null}
          error={wrong('text', t.update.needText)}
          onChange={(event) => setDraft({ ...draft, text: event.target.value })}
        />
        <Button look="primary" type="submit" wide>
          {edited ? t.update.change : t.update.post}
        </Button>
      </FormColumn>
    </Sheet>
  )
}
