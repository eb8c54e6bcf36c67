import { leaveChannel } from '@bijpraat/contract'
import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useTexts } from '../../i18n/i18n.tsx'
import { paths } from '../../ports/paths.ts'
import { useMe } from '../../ports/session.tsx'
import { useChange } from '../../ports/use-ask.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Going out of a channel, for who is a member by an own membership. */
export const LeaveSection = ({ channelId, name }: { channelId: string; name: string }) => {
  const t = useTexts()
  const me = useMe()
  const toast = useToast()
  const [, navigate] = useLocation()
  const [asking, setAsking] = useState(false)
  const { change, busy, error } = useChange(leaveChannel)
  if (!me?.memberOf.includes(channelId)) return null
  const leave = async () => {
    if (!(await change({ channelId }))) return
    toast({ text: t.channels.left(name) })
    navigate(paths.home)
  }
  return (
    <div>
      <Button look="quietDanger" icon={<LogOut size={22} />} onClick={() => setAsking(true)}>
        {t.channels.leave}
      </Button>
      {asking ? (
        <ConfirmSheet
          title={t.channels.leaveTitle(name)}
          text={t.channels.leaveText}
          confirm={t.channels.leaveButton}
          cancel={t.common.cancel}
          closeLabel={t.common.close}
          busy={busy}
          error={error}
          onConfirm={() => void leave()}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  )
}
