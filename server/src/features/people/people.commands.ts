import {
  banPerson,
  type Command,
  changeMe,
  directoryId,
  liftBan,
  listBans,
  setModerator,
  setRole,
} from '@bijpraat/contract'
import { type Call, type Served, saidBy, serve, signedIn } from '../../wire/serve.ts'
import type { Under } from './people.directory.ts'
import {
  mayBanSomeone,
  mayChangeMe,
  mayLiftSomeBan,
  mayListBans,
  maySetModerator,
  maySetRole,
} from './people.policy.ts'
import type { PeopleService } from './people.service.ts'

const recordIn = () => directoryId

const under = (
  command: Command,
  call: Pick<Call<Command>, 'actor'> & { input: { commandId: string } },
): Under => ({
  authorId: signedIn(call).personId,
  commandId: call.input.commandId,
  said: saidBy(command, call.input),
})

export const peopleCommands = (service: PeopleService): Served[] => [
  serve(changeMe, {
    policy: mayChangeMe,
    recordIn,
    run: (call) => service.rename(signedIn(call), call.input, under(changeMe, call)),
  }),
  serve(setRole, {
    policy: maySetRole,
    recordIn,
    run: (call) => service.setRole(call.input, under(setRole, call)),
  }),
  serve(setModerator, {
    policy: maySetModerator,
    recordIn,
    run: (call) => service.setModerator(call.input, under(setModerator, call)),
  }),
  serve(banPerson, {
    policy: mayBanSomeone,
    recordIn,
    run: (call) => service.ban(signedIn(call), call.input, under(banPerson, call)),
  }),
  serve(liftBan, {
    policy: mayLiftSomeBan,
    recordIn,
    run: (call) => service.liftBan(signedIn(call), call.input, under(liftBan, call)),
  }),
  serve(listBans, {
    policy: mayListBans,
    run: async (call) => ({ bans: await service.bansOf(signedIn(call), call.input.personId) }),
  }),
]
