import { Flag } from 'lucide-react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useModerationTexts } from '../../i18n/moderation-texts.ts'
import { paths } from '../../ports/paths.ts'
import { useReplica } from '../../ports/session.tsx'
import { Count } from '../../ui/badge.tsx'
import { CardList, RowLink } from '../../ui/list.tsx'
import { waitingForMe } from './own-reports.ts'

/** From the own page to what is reported, for moderators. */
export const ModerationWay = () => {
  const t = useTexts()
  const texts = useModerationTexts()
  const waiting = useReplica(waitingForMe)
  return (
    <CardList>
      <RowLink
        href={paths.moderation}
        sign={<Flag size={22} />}
        name={texts.title}
        below={texts.wayText}
        end={waiting > 0 ? <Count value={waiting} label={t.shell.waiting(waiting)} /> : null}
      />
    </CardList>
  )
}
