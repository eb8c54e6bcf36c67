import { acknowledge, acknowledged, acknowledgedItemId, personalId } from '@bijpraat/contract'
import type { Log } from '../../log/log.ts'
import type { LogReader } from '../../log/read.ts'
import { insist } from '../../refusal.ts'
import { type Served, saidBy, serve, signedIn } from '../../wire/serve.ts'
import * as may from './announcements.policy.ts'
import type { ReaderStore } from './readers.store.ts'

type Parts = {
  log: Pick<Log, 'change'>
  reader: Pick<LogReader, 'item'>
  readers: Pick<ReaderStore, 'put'>
  villageIds: () => Promise<readonly string[]>
  clock: () => number
}

export const acknowledgeCommands = ({ log, reader, readers, villageIds, clock }: Parts): Served[] => [
  serve(acknowledge, {
    policy: may.mayAcknowledge,
    recordIn: (call) => personalId(signedIn(call).personId),
    run: async (call) => {
      const { personId, memberOf } = signedIn(call)
      const { commandId, channelId, itemId } = call.input
      const id = acknowledgedItemId(itemId)
      const [item, villages] = await Promise.all([reader.item(channelId, itemId), villageIds()])
      const reads = { channelId, itemId, personId, at: clock() }
      return log.change({
        channelId: personalId(personId),
        authorId: personId,
        commandId,
        said: saidBy(acknowledge, call.input),
        itemIds: [id],
        apply: (draft) => {
          // Asked in here, so that what was done before is answered as then.
          insist(item ? may.asksToBeRead(item) : 'not_found')
          if (!draft.get(id))
            draft.create({ id, kind: acknowledged.kind, authorId: personId, content: { channelId, itemId } })
          return {}
        },
        effects: (session) =>
          readers.put({ ...reads, villageIds: villages.filter((one) => memberOf.has(one)) }, session),
      })
    },
  }),
]
