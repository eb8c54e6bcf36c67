import { changeMe } from '@bijpraat/contract'
import { type FormEvent, useState } from 'react'
import { useManagingTexts } from '../../i18n/managing-texts.ts'
import { useChange } from '../../ports/use-ask.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Changes my name, everywhere at once. */
export const NameForm = ({ name }: { name: string }) => {
  const t = useManagingTexts()
  const toast = useToast()
  const [wanted, setWanted] = useState(name)
  const { change, busy, error } = useChange(changeMe)
  const same = wanted.trim() === name || wanted.trim() === ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!same && (await change({ name: wanted }))) toast({ text: t.me.nameChanged })
  }
  return (
    <FormColumn onSubmit={(event) => void submit(event)}>
      <TextField
        label={t.me.name}
        hint={t.me.nameHint}
        autoComplete="name"
        maxLength={60}
        value={wanted}
        error={error}
        onChange={(event) => setWanted(event.target.value)}
      />
      {same ? null : (
        <Button type="submit" look="primary" busy={busy}>
          {t.me.nameChange}
        </Button>
      )}
    </FormColumn>
  )
}
