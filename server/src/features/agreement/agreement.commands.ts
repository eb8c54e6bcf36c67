import {
  agreementId,
  changeAgreement,
  confirmAgreement,
  listAgreementChanges,
  readAgreement,
} from '@bijpraat/contract'
import { changedBy } from '../../log/authored.ts'
import type { Kinds } from '../../log/kinds.ts'
import type { Log } from '../../log/log.ts'
import type { Draft, StoredItem } from '../../log/model.ts'
import { viewItem } from '../../log/view.ts'
import { Refusal } from '../../refusal.ts'
import { type Actor, audienceOf, type ChannelFacts } from '../../rights/rights.ts'
import { asChange, channelOf, type Served, serve, signedIn } from '../../wire/serve.ts'
import { agreementIn, becomes, confirmed, contentOf, pastAgreement, sideOf } from './agreement.changes.ts'
import * as may from './agreement.policy.ts'
import type { AgreementStore } from './agreement.store.ts'

type Parts = {
  log: Pick<Log, 'change'>
  store: AgreementStore
  kinds: Kinds
  namesOf: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

const pageLength = 50

export const agreementCommands = ({ log, store, kinds, namesOf }: Parts): Served[] => {
  /** Said within the change: whoever promised before may have left since, and their promise stays on record. */
  const promisers = async (moments: readonly { byId: string | null }[] = []) => {
    const ids = moments.flatMap(({ byId }) => byId ?? [])
    const known = ids.length === 0 ? new Map() : await namesOf(ids)
    return (draft: Draft) => {
      const before = new Set(contentOf(agreementIn(draft)).moments.map(({ byId }) => byId))
      if (ids.some((id) => !known.has(id) && !before.has(id)))
        throw new Refusal('not_found', { field: 'moments' })
    }
  }
  const seenBy = (call: { actor: Actor | null; channel: ChannelFacts | null }) => {
    const audience = audienceOf(call.actor, channelOf(call)) ?? 'public'
    return (item: StoredItem) => viewItem(kinds, item, audience)
  }

  return [
    serve(changeAgreement, {
      policy: may.mayAgree,
      run: async (call) => {
        const { commandId, seen, set, reason, writtenAt } = call.input
        const insistOnPromisers = await promisers(set.moments)
        const [change, side] = [asChange(changeAgreement, call), sideOf(signedIn(call))]
        return log.change({
          ...change,
          itemIds: [commandId, agreementId],
          apply: (draft) => {
            insistOnPromisers(draft)
            const said = { commandId, by: change.authorId, side, writtenAt }
            return changedBy(becomes(draft, { seen, set, reason }, said))
          },
        })
      },
    }),
    serve(confirmAgreement, {
      policy: may.mayAgree,
      run: (call) => {
        const { commandId, version, writtenAt } = call.input
        const [change, side] = [asChange(confirmAgreement, call), sideOf(signedIn(call))]
        return log.change({
          ...change,
          itemIds: [commandId, agreementId],
          apply: (draft) =>
            changedBy(confirmed(draft, version, { commandId, by: change.authorId, side, writtenAt })),
        })
      },
    }),
    serve(readAgreement, {
      policy: may.mayReadAgreement,
      run: async (call) => {
        const { channelId, version } = call.input
        const all = await store.changesUpTo(channelId, version)
        const item = pastAgreement(all)
        if (!item || contentOf(item).version !== version) throw new Refusal('not_found')
        const changes = all.filter(({ content }) => (content as { version: number }).version === version)
        const view = seenBy(call)
        return { item: view(item), changes: changes.map(view) }
      },
    }),
    serve(listAgreementChanges, {
      policy: may.mayReadAgreement,
      run: async (call) => {
        const { channelId, before = Number.MAX_SAFE_INTEGER } = call.input
        const found = await store.changesBefore(channelId, before, pageLength + 1)
        return { items: found.slice(0, pageLength).map(seenBy(call)), more: found.length > pageLength }
      },
    }),
  ]
}
