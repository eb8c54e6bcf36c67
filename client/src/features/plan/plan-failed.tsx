import { useShallow } from 'zustand/react/shallow'
import { useTexts } from '../../i18n/i18n.tsx'
import { usePlanTexts } from '../../i18n/plan-texts.ts'
import { refusalText } from '../../ports/refusal-text.ts'
import { useEngine, useReplica } from '../../ports/session.tsx'
import type { OutboxEntry } from '../../replica/replica.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { failedOf } from './plan-state.ts'
import type { PlanTree } from './plan-tree.ts'

const titleOf = ({ input }: OutboxEntry, tree: PlanTree): string => {
  if (typeof input.title === 'string') return input.title
  const all = [...tree.milestones.flatMap(({ milestone, parts }) => [milestone, ...parts]), ...tree.loose]
  return all.find(({ id }) => id === input.partId)?.content.title ?? ''
}

/** Own changes that were refused, each with its ways out. */
export const PlanFailed = ({ channelId, tree }: { channelId: string; tree: PlanTree }) => {
  const t = useTexts()
  const texts = usePlanTexts()
  const engine = useEngine()
  const failed = useReplica(useShallow((state) => failedOf(channelId, state.outbox)))
  return failed.map((entry) => (
    <Notice
      key={entry.commandId}
      tone="danger"
      title={texts.failed(titleOf(entry, tree))}
      action={
        <>
          <Button onClick={() => engine.retry(entry.commandId)}>{t.item.retry}</Button>
          <Button look="quietDanger" onClick={() => engine.discard(entry.commandId)}>
            {t.item.discardChange}
          </Button>
        </>
      }
    >
      {refusalText({ code: entry.code ?? 'internal' }, t)}
    </Notice>
  ))
}
