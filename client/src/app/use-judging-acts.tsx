import { itemKinds, showItem, withdrawReport } from '@bijpraat/contract'
import { EyeOff, Flag, FlagOff } from 'lucide-react'
import { useCallback, useRef } from 'react'
import type { ItemAct } from '../features/items/item-menu.tsx'
import { isReported } from '../features/moderation/own-reports.ts'
import { useTexts } from '../i18n/i18n.tsx'
import { useEngine, useReplicaView } from '../ports/session.tsx'
import type { Home } from '../replica/folds.ts'
import { useToast } from '../ui/toasts.tsx'
import type { OverItem } from './item-sheets.tsx'

/** Reporting what others say, and hiding it by who moderates. Asked when the item's menu opens. */
export const useJudgingActs = (onSheet: (over: OverItem) => void) => {
  const t = useTexts()
  const engine = useEngine()
  const toast = useToast()
  const { getState } = useReplicaView()
  const newest = useRef(onSheet)
  newest.current = onSheet
  const judge = useCallback(
    (kind: string, home: Home, runs: boolean): ItemAct[] => {
      if (!itemKinds.get(kind)?.notifies) return []
      const withdraw = () => {
        engine.command(withdrawReport, { channelId: home.channelId, itemId: home.itemId })
        toast({ text: t.item.unreportedToast })
      }
      const report: ItemAct = isReported(getState(), home)
        ? { label: t.item.unreport, icon: <FlagOff size={22} />, run: withdraw }
        : {
            label: t.item.report,
            icon: <Flag size={22} />,
            run: () => newest.current({ type: 'report', of: home }),
          }
      const hide: ItemAct = {
        label: t.item.hide,
        icon: <EyeOff size={22} />,
        run: () => newest.current({ type: 'hide', of: home }),
      }
      return runs ? [report, hide] : [report]
    },
    [t, engine, toast, getState],
  )
  const show = useCallback(
    ({ channelId, itemId }: Home) => {
      engine.command(showItem, { channelId, itemId })
    },
    [engine],
  )
  return { judge, show }
}
