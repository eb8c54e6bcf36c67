import { directoryId, mute, muteItemId, mutePerson, personalId } from '@bijpraat/contract'
import type { Log } from '../../log/log.ts'
import type { LogReader } from '../../log/read.ts'
import { Refusal } from '../../refusal.ts'
import { type Served, saidBy, serve, signedIn } from '../../wire/serve.ts'
import { mayMute } from './mutes.policy.ts'
import type { MuteStore } from './mutes.store.ts'

type Parts = { log: Pick<Log, 'change'>; reader: Pick<LogReader, 'item'>; mutes: Pick<MuteStore, 'write'> }

export const muteCommands = ({ log, reader, mutes }: Parts): Served[] => [
  serve(mutePerson, {
    policy: mayMute,
    recordIn: (call) => personalId(signedIn(call).personId),
    run: async (call) => {
      const { personId: me } = signedIn(call)
      const { commandId, personId, on } = call.input
      if ((await reader.item(directoryId, personId))?.kind !== 'person') throw new Refusal('not_found')
      const id = muteItemId(personId)
      return log.change({
        channelId: personalId(me),
        authorId: me,
        commandId,
        said: saidBy(mutePerson, call.input),
        itemIds: [id],
        apply: (draft) => {
          const content = { personId, on }
          if (draft.get(id)) draft.amend(id, { content })
          else draft.create({ id, kind: mute.kind, authorId: me, content })
          return {}
        },
        effects: (session) => mutes.write(me, personId, on, session),
      })
    },
  }),
]
