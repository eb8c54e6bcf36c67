import { ArrowDown, ArrowUp, Check, Ellipsis, Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { usePlanTexts } from '../../i18n/plan-texts.ts'
import type { MenuItem } from '../../ui/menu.tsx'
import { AddSheet, ChangeSheet } from './part-sheet.tsx'
import { type PlanPart, type PlanTree, placeBeside, rowOf } from './plan-tree.ts'

type Over =
  | { type: 'add'; underId: string | null }
  | { type: 'change'; part: PlanPart; only: Parameters<typeof ChangeSheet>[0]['only'] }
  | null

/** What can be done with the parts of a plan, and the sheet that asks the rest. */
export const usePartActs = (channelId: string, tree: PlanTree) => {
  const texts = usePlanTexts()
  const [over, setOver] = useState<Over>(null)
  const actsOf = (part: PlanPart): MenuItem[] => {
    const { sort, state } = part.content
    const row = rowOf(tree, part)
    const only = (title: string, set: object) => () => setOver({ type: 'change', part, only: { title, set } })
    const items: MenuItem[] = [
      {
        label: texts.change,
        icon: <Pencil size={22} />,
        run: () => setOver({ type: 'change', part, only: null }),
      },
    ]
    if (state !== 'busy' && state !== 'done')
      items.push({
        label: texts.markBusy,
        icon: <Ellipsis size={22} />,
        run: only(texts.markBusy, { state: 'busy' }),
      })
    if (state !== 'done')
      items.push({
        label: texts.markDone,
        icon: <Check size={22} />,
        run: only(texts.markDone, { state: 'done' }),
      })
    if (sort === 'milestone')
      items.push({
        label: texts.addUnder,
        icon: <Plus size={22} />,
        run: () => setOver({ type: 'add', underId: part.id }),
      })
    const [up, down] = [placeBeside(row, part.id, -1), placeBeside(row, part.id, 1)]
    if (up !== null)
      items.push({ label: texts.moveUp, icon: <ArrowUp size={22} />, run: only(texts.moveUp, { place: up }) })
    if (down !== null)
      items.push({
        label: texts.moveDown,
        icon: <ArrowDown size={22} />,
        run: only(texts.moveDown, { place: down }),
      })
    return items
  }
  const close = () => setOver(null)
  const sheet =
    over === null ? null : over.type === 'add' ? (
      <AddSheet channelId={channelId} tree={tree} underId={over.underId} onClose={close} />
    ) : (
      <ChangeSheet channelId={channelId} tree={tree} part={over.part} only={over.only} onClose={close} />
    )
  return { actsOf, add: () => setOver({ type: 'add', underId: null }), sheet }
}
