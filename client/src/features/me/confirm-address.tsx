import { confirmEmail, requestConfirmation } from '@bijpraat/contract'
import { type FormEvent, useState } from 'react'
import { useManagingI18n } from '../../i18n/managing-texts.ts'
import { useAsk } from '../../ports/use-ask.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Section } from '../../ui/list.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Proves the address with the code that was mailed when joining by a shared link. */
export const ConfirmAddress = ({ confirmBy }: { confirmBy: number }) => {
  const { t, dates, language } = useManagingI18n()
  const toast = useToast()
  const [code, setCode] = useState('')
  const confirming = useAsk(confirmEmail)
  const resending = useAsk(requestConfirmation)
  const now = Date.now()
  const late = confirmBy <= now
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await confirming.ask({ code })) toast({ text: t.me.confirmed })
  }
  const resend = async () => {
    if (await resending.ask({ language })) toast({ text: t.me.confirmResent })
  }
  const error = confirming.refusal?.code === 'invalid_input' ? t.signIn.codeNeeded : confirming.error
  return (
    <Section
      title={t.me.confirm}
      aside={<p>{late ? t.me.confirmLate : t.me.confirmText(dates.deadline(confirmBy, now))}</p>}
    >
      <FormColumn onSubmit={(event) => void submit(event)}>
        <TextField
          code
          label={t.signIn.code}
          hint={t.signIn.codeHint}
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          error={error ?? resending.error}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button type="submit" look="primary" busy={confirming.busy}>
          {t.me.confirmButton}
        </Button>
        <Button look="quiet" busy={resending.busy} onClick={() => void resend()}>
          {t.me.confirmResend}
        </Button>
      </FormColumn>
    </Section>
  )
}
