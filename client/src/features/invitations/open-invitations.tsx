import { listInvitations, revokeInvitation } from '@bijpraat/contract'
import { Link2, Mail } from 'lucide-react'
import { useEffect } from 'react'
import { useManagingI18n } from '../../i18n/managing-texts.ts'
import { useAsk } from '../../ports/use-ask.ts'
import { useFetched } from '../../ports/use-fetched.ts'
import { Button } from '../../ui/button.tsx'
import { CardList, Row, Section } from '../../ui/list.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Invitations to a channel that still work, each to be revoked. `made` rises when another was made. */
export const OpenInvitations = ({ channelId, made }: { channelId: string; made: number }) => {
  const { t, dates } = useManagingI18n()
  const toast = useToast()
  const { fetched, again } = useFetched(listInvitations, { channelId })
  const { ask, error } = useAsk(revokeInvitation)
  useEffect(() => {
    if (made > 0) again()
  }, [made, again])
  if (fetched.state !== 'here' || fetched.data.invitations.length === 0) return null
  const revoke = async (invitationId: string) => {
    if (!(await ask({ invitationId }))) return
    toast({ text: t.invite.revoked })
    again()
  }
  return (
    <Section title={t.invite.open}>
      {error ? <Notice tone="danger">{error}</Notice> : null}
      <CardList>
        {fetched.data.invitations.map(({ invitationId, byMail, role, expiresAt, used, uses }) => (
          <Row
            key={invitationId}
            sign={byMail ? <Mail size={22} /> : <Link2 size={22} />}
            name={byMail ? t.invite.openMail : t.invite.openLink}
            below={[t.roles[role], t.invite.used(used, uses), t.invite.until(dates.date(expiresAt))].join(
              ', ',
            )}
            end={
              <Button look="quietDanger" onClick={() => void revoke(invitationId)}>
                {t.invite.revoke}
              </Button>
            }
          />
        ))}
      </CardList>
    </Section>
  )
}
