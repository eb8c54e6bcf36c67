import { pinAnnouncement, unpinAnnouncement } from '@bijpraat/contract'
import { useMemo } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useEngine } from '../../ports/session.tsx'
import { useToast } from '../../ui/toasts.tsx'

type Pinned = { itemId: string; endsAt: number | null }

/** Pins and unpins announcements of a channel, each with a way back. Goes by the outbox, so also offline. */
export const usePinning = (channelId: string) => {
  const t = useTexts()
  const engine = useEngine()
  const toast = useToast()
  return useMemo(() => {
    const put = ({ itemId, endsAt }: Pinned, insteadOf?: string) =>
      engine.command(pinAnnouncement, {
        ...{ channelId, itemId, endsAt },
        ...(insteadOf === undefined ? {} : { insteadOf }),
      })
    const takeDown = (itemId: string) => engine.command(unpinAnnouncement, { channelId, itemId })
    const told = (text: string, undo: () => void) =>
      toast({ text, action: { label: t.common.undo, run: undo } })
    return {
      /** `insteadOf` makes room for it. */
      pin: (pinned: Pinned, insteadOf: Pinned | null) => {
        put(pinned, insteadOf?.itemId)
        told(t.announcement.pinnedToast, () => {
          if (insteadOf) put(insteadOf, pinned.itemId)
          else takeDown(pinned.itemId)
        })
      },
      /** With another end for what is pinned already. */
      putOff: (pinned: Pinned) => void put(pinned),
      unpin: (pinned: Pinned) => {
        takeDown(pinned.itemId)
        told(t.announcement.unpinnedToast, () => put(pinned))
      },
    }
  }, [channelId, t, engine, toast])
}
