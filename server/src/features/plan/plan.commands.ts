import {
  addToPlan,
  changePlan,
  listPlanChanges,
  lookAhead,
  newPlanPart,
  type PlanChangeContent,
  type PlanPartContent,
  planChange,
  planPart,
  planPartIdOf,
  readPlan,
  withPlanWish,
} from '@bijpraat/contract'
import { changedBy, writtenBefore } from '../../log/authored.ts'
import type { Kinds } from '../../log/kinds.ts'
import type { Log } from '../../log/log.ts'
import type { StoredItem } from '../../log/model.ts'
import { viewItem } from '../../log/view.ts'
import { insist, Refusal } from '../../refusal.ts'
import { type Actor, audienceOf, type ChannelFacts } from '../../rights/rights.ts'
import { asChange, channelOf, type Served, serve } from '../../wire/serve.ts'
import { changesBetween, insistOnPart, type PastPart, planAfter } from './plan.changes.ts'
import * as may from './plan.policy.ts'
import type { PlanStore } from './plan.store.ts'

type Parts = {
  log: Pick<Log, 'change'>
  store: PlanStore
  kinds: Kinds
  isPerson: (personId: string) => Promise<boolean>
  /** A channel and the projects that belong to it. */
  around: (channelIds: readonly string[]) => Promise<ChannelFacts[]>
  nameOf: (channelId: string) => Promise<string | null>
}

const pageLength = 50
const nextOfEach = 3

export const planCommands = ({ log, store, kinds, isPerson, around, nameOf }: Parts): Served[] => {
  /** Said within the change: what was done already is answered also when its owner has left since. */
  const ownerOf = async (ownerId: string | null | undefined) => {
    const isThere = ownerId == null || (await isPerson(ownerId))
    return () => {
      if (!isThere) throw new Refusal('not_found', { field: 'ownerId' })
    }
  }
  const seenBy = (call: { actor: Actor | null; channel: ChannelFacts | null }) => {
    const audience = audienceOf(call.actor, channelOf(call)) ?? 'public'
    return (item: StoredItem) => viewItem(kinds, item, audience)
  }

  return [
    serve(addToPlan, {
      policy: may.mayPlan,
      run: async (call) => {
        const { commandId: id, channelId: _, sort, reason = null, writtenAt, ...wanted } = call.input
        const insistOnOwner = await ownerOf(wanted.ownerId)
        const change = asChange(addToPlan, call)
        const part = newPlanPart(sort, wanted)
        const partId = planPartIdOf(id)
        return log.change({
          ...change,
          itemIds: [id, partId, ...(part.underId === null ? [] : [part.underId])],
          apply: (draft) => {
            insistOnOwner()
            insistOnPart(draft, part)
            const { authorId } = change
            const made = { authorId, writtenAt: writtenBefore(writtenAt, draft.now) }
            const said: PlanChangeContent = {
              partId,
              sort,
              title: part.title,
              act: 'add',
              reason,
              changes: changesBetween(null, part),
            }
            const told = draft.create({ id, kind: planChange.kind, content: said, ...made })
            draft.create({ id: partId, kind: planPart.kind, content: part, authorId })
            return changedBy(told)
          },
        })
      },
    }),
    serve(changePlan, {
      policy: may.mayPlan,
      run: async (call) => {
        const { commandId: id, partId, set, reason, writtenAt } = call.input
        const insistOnOwner = await ownerOf(set.ownerId)
        const change = asChange(changePlan, call)
        return log.change({
          ...change,
          itemIds: [id, partId, ...(set.underId == null ? [] : [set.underId])],
          apply: (draft) => {
            insistOnOwner()
            const held = draft.item(partId)
            insist(may.mayChangePart(held))
            const before = held.content as PlanPartContent
            const after = withPlanWish(before, set)
            const changes = changesBetween(before, after)
            // What is so already changes nothing, and takes no rev.
            if (changes.length === 0) return changedBy(held)
            insistOnPart(draft, { ...after, underId: set.underId ?? null })
            const { sort, title } = before
            const said: PlanChangeContent = { partId, sort, title, act: 'change', reason, changes }
            const told = draft.create({
              id,
              kind: planChange.kind,
              authorId: change.authorId,
              content: said,
              writtenAt: writtenBefore(writtenAt, draft.now),
            })
            draft.amend(partId, { content: after })
            return changedBy(told)
          },
        })
      },
    }),
    serve(readPlan, {
      policy: may.mayReadPlan,
      run: async (call) => {
        const { channelId, upTo } = call.input
        if (upTo === undefined) {
          const { asOf, parts } = await store.parts(channelId)
          return { asOf, items: parts.map(seenBy(call)) }
        }
        const past = planAfter(await store.changesUpTo(channelId, upTo))
        return { asOf: upTo, items: past.map(asItem).map(seenBy(call)) }
      },
    }),
    serve(lookAhead, {
      policy: may.mayReadPlan,
      run: async (call) => {
        const linked = await around([call.input.channelId])
        const found = await Promise.all(
          linked.map(async (project) => {
            const audience = project.kind === 'project' ? audienceOf(call.actor, project) : null
            if (audience === null || project.archived) return []
            const { channelId } = project
            const [next, name] = await Promise.all([store.ahead(channelId, nextOfEach), nameOf(channelId)])
            if (next.length === 0 && !(await store.hasParts(channelId))) return []
            const first = (next[0]?.content as PlanPartContent | undefined)?.until ?? '9'
            const shown = next.map((item) => viewItem(kinds, item, audience))
            return [{ first, project: { channelId, name: name ?? '', next: shown } }]
          }),
        )
        const sorted = found.flat().sort((a, b) => (a.first < b.first ? -1 : 1))
        return { projects: sorted.map(({ project }) => project) }
      },
    }),
    serve(listPlanChanges, {
      policy: may.mayReadPlan,
      run: async (call) => {
        const { channelId, before = Number.MAX_SAFE_INTEGER } = call.input
        const found = await store.changesBefore(channelId, before, pageLength + 1)
        return { items: found.slice(0, pageLength).map(seenBy(call)), more: found.length > pageLength }
      },
    }),
  ]
}

/** A part as an item that it was at that moment. */
const asItem = ({ id, content, added, last }: PastPart): StoredItem => ({
  _id: id,
  channelId: added.channelId,
  id,
  kind: planPart.kind,
  seq: added.seq,
  rev: last.seq,
  authorId: added.authorId,
  createdAt: added.createdAt,
  content,
})
