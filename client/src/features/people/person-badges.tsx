import type { PersonContent } from '@bijpraat/contract'
import { KeyRound, Landmark, ShieldCheck } from 'lucide-react'
import { useTexts } from '../../i18n/i18n.tsx'
import { Badge } from '../../ui/badge.tsx'

/** What someone is, as badges beside the name. */
export const PersonBadges = ({ card }: { card: Pick<PersonContent, 'role' | 'moderatorOf'> }) => {
  const t = useTexts()
  return (
    <>
      {card.role === 'official' ? (
        <Badge tone="official" icon={<Landmark size={16} />}>
          {t.roles.official}
        </Badge>
      ) : null}
      {card.role === 'admin' ? (
        <Badge tone="plain" icon={<KeyRound size={16} />}>
          {t.roles.admin}
        </Badge>
      ) : null}
      {card.moderatorOf.length > 0 ? (
        <Badge tone="action" icon={<ShieldCheck size={16} />}>
          {t.roles.moderator}
        </Badge>
      ) : null}
    </>
  )
}
