import { deleteItem, type Reaction, reactToItem, restoreItem } from '@bijpraat/contract'
import { useMemo } from 'react'
import { useI18n } from '../../i18n/i18n.tsx'
import { withCalledNames } from '../../ports/called.ts'
import { paths } from '../../ports/paths.ts'
import { useEngine, useReplicaView } from '../../ports/session.tsx'
import { useCopy } from '../../ports/use-share-out.ts'
import { homeOf, shownAs } from '../../replica/folds.ts'
import type { HeldItem } from '../../replica/replica.ts'
import { useToast } from '../../ui/toasts.tsx'
import { plainTextOf } from './plain-text.ts'

/** What can be done with an item where it shows; for a share it is done to its home item. */
export const useItemActs = (channelId: string, item: HeldItem) => {
  const { t } = useI18n()
  const engine = useEngine()
  const view = useReplicaView()
  const toast = useToast()
  const copy = useCopy()
  return useMemo(() => {
    const home = homeOf(channelId, item)
    const plain = () => withCalledNames(view.getState(), plainTextOf(shownAs(item)), t)
    const restore = () => {
      engine.command(restoreItem, home)
    }
    const undoDelete = (commandId: string) => {
      const entry = view.getState().outbox.find((one) => one.commandId === commandId)
      // Not on its way yet: then there is nothing to undo at the server.
      if (entry && !entry.settled) engine.discard(commandId)
      else restore()
    }
    return {
      react: (reaction: Reaction, on: boolean) => {
        engine.command(reactToItem, { ...home, reaction, on })
      },
      remove: () => {
        const commandId = engine.command(deleteItem, home)
        toast({
          text: t.item.deletedToast,
          action: { label: t.common.undo, run: () => undoDelete(commandId) },
        })
      },
      restore,
      copyText: () => void copy(plain()),
      copyLink: () => void copy(location.origin + paths.item(channelId, item.id)),
    }
  }, [channelId, item, t, engine, view, toast, copy])
}
