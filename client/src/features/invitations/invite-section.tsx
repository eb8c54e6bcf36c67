import { createInvitation, type Role } from '@bijpraat/contract'
import { Link2, Mail } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useManagingI18n } from '../../i18n/managing-texts.ts'
import { useMe } from '../../ports/session.tsx'
import { useChange } from '../../ports/use-ask.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Section } from '../../ui/list.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { MadeLink } from './made-link.tsx'
import { OpenInvitations } from './open-invitations.tsx'

type Props = { channelId: string; name: string }

// What is mailed works once; for who reads it late there are two weeks.
const mailed = { uses: 1, days: 14 }

const RoleField = ({ role, onChange }: { role: Role; onChange: (role: Role) => void }) => {
  const { t } = useManagingI18n()
  const me = useMe()
  if (me?.role !== 'admin') return null
  return (
    <SelectField
      label={t.invite.role}
      value={role}
      onChange={(event) => onChange(event.target.value as Role)}
    >
      <option value="villager">{t.roles.villager}</option>
      <option value="official">{t.roles.official}</option>
      <option value="admin">{t.roles.admin}</option>
    </SelectField>
  )
}

const ByMail = ({ channelId, onMade }: { channelId: string; onMade: () => void }) => {
  const { t, language } = useManagingI18n()
  const toast = useToast()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('villager')
  const { change, busy, error, refusal } = useChange(createInvitation)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const address = email.trim()
    if (!(await change({ channelIds: [channelId], role, email: address, language, ...mailed }))) return
    toast({ text: t.invite.sent(address) })
    setEmail('')
    onMade()
  }
  return (
    <Section title={t.invite.byMail} aside={<p>{t.invite.byMailText}</p>}>
      <FormColumn onSubmit={(event) => void submit(event)}>
        <TextField
          label={t.invite.email}
          type="email"
          autoComplete="off"
          inputMode="email"
          value={email}
          error={refusal?.code === 'invalid_input' ? t.errors.email_needed : error}
          onChange={(event) => setEmail(event.target.value)}
        />
        <RoleField role={role} onChange={setRole} />
        <Button type="submit" look="primary" busy={busy} icon={<Mail size={22} />}>
          {t.invite.send}
        </Button>
      </FormColumn>
    </Section>
  )
}

const ByLink = ({ channelId, name, onMade }: Props & { onMade: () => void }) => {
  const { t, language } = useManagingI18n()
  const [uses, setUses] = useState(30)
  const [days, setDays] = useState(14)
  const [url, setUrl] = useState<string | null>(null)
  const { change, busy, error } = useChange(createInvitation)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const made = await change({ channelIds: [channelId], role: 'villager', language, uses, days })
    if (!made) return
    setUrl(made.url)
    onMade()
  }
  return (
    <Section title={t.invite.byLink} aside={<p>{t.invite.byLinkText}</p>}>
      {url === null ? (
        <FormColumn onSubmit={(event) => void submit(event)}>
          <SelectField
            label={t.invite.uses}
            value={uses}
            onChange={(event) => setUses(Number(event.target.value))}
          >
            {[1, 10, 30, 100, 500].map((n) => (
              <option key={n} value={n}>
                {t.invite.usesChoice(n)}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={t.invite.days}
            value={days}
            error={error}
            onChange={(event) => setDays(Number(event.target.value))}
          >
            {[1, 7, 14, 30, 90].map((n) => (
              <option key={n} value={n}>
                {t.invite.daysChoice(n)}
              </option>
            ))}
          </SelectField>
          <Button type="submit" busy={busy} icon={<Link2 size={22} />}>
            {t.invite.make}
          </Button>
        </FormColumn>
      ) : (
        <MadeLink url={url} name={name} />
      )}
    </Section>
  )
}

/** Inviting to a channel: by mail, or by a link to share, print or show. */
export const InviteSection = ({ channelId, name }: Props) => {
  const [made, setMade] = useState(0)
  const onMade = () => setMade((before) => before + 1)
  return (
    <>
      <ByMail channelId={channelId} onMade={onMade} />
      <ByLink channelId={channelId} name={name} onMade={onMade} />
      <OpenInvitations channelId={channelId} made={made} />
    </>
  )
}
