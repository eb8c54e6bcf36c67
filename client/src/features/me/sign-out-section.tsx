import { signOut } from '@bijpraat/contract'
import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useManagingTexts } from '../../i18n/managing-texts.ts'
import { paths } from '../../ports/paths.ts'
import { useReplica } from '../../ports/session.tsx'
import { useAsk } from '../../ports/use-ask.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx'

/** Signs out on this device, and wipes what it keeps. */
export const SignOutSection = ({ forgetHere }: { forgetHere: () => Promise<void> }) => {
  const t = useManagingTexts()
  const [, navigate] = useLocation()
  const [asking, setAsking] = useState(false)
  const unsent = useReplica((state) => state.outbox.length)
  const { ask, busy, error } = useAsk(signOut)
  const leave = async () => {
    if (!(await ask({}))) return
    navigate(paths.signIn)
    await forgetHere()
  }
  return (
    <div>
      <Button look="quietDanger" icon={<LogOut size={22} />} onClick={() => setAsking(true)}>
        {t.me.signOut}
      </Button>
      {asking ? (
        <ConfirmSheet
          title={t.me.signOut}
          text={unsent > 0 ? t.me.signOutUnsent(unsent) : t.me.signOutText}
          confirm={t.me.endSession}
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
