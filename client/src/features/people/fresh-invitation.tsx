import { createInvitation } from '@bijpraat/contract'
import { Mail } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useManagingI18n } from '../../i18n/managing-texts.ts'
import { useChange } from '../../ports/use-ask.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Section } from '../../ui/list.tsx'
import { useToast } from '../../ui/toasts.tsx'
import type { Subject } from './person-page.tsx'

/** A new way in for someone whose mailbox is lost: the account stays, its address changes. */
export const FreshInvitation = ({ subject }: { subject: Subject }) => {
  const { t, language } = useManagingI18n()
  const toast = useToast()
  const [email, setEmail] = useState('')
  const { change, busy, error, refusal } = useChange(createInvitation)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { personId, card } = subject
    const address = email.trim()
    const invitation = { channelIds: [], role: card.role, email: address, language, uses: 1, days: 7 }
    if (!(await change({ ...invitation, forPersonId: personId }))) return
    toast({ text: t.invite.sent(address) })
    setEmail('')
  }
  return (
    <Section title={t.people.freshInvitation} aside={<p>{t.people.freshText}</p>}>
      <FormColumn onSubmit={(event) => void submit(event)}>
        <TextField
          label={t.people.freshEmail}
          type="email"
          autoComplete="off"
          inputMode="email"
          value={email}
          error={refusal?.code === 'invalid_input' ? t.errors.email_needed : error}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Button type="submit" busy={busy} icon={<Mail size={22} />}>
          {t.people.freshSend}
        </Button>
      </FormColumn>
    </Section>
  )
}
