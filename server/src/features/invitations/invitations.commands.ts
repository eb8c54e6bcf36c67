import {
  acceptInvitation,
  createInvitation,
  listInvitations,
  lookAtInvitation,
  personalId,
  revokeInvitation,
} from '@bijpraat/contract'
import { channelOf, type Served, saidBy, serve, signedIn } from '../../wire/serve.ts'
import type { Accepting } from './invitations.accept.ts'
import {
  mayAcceptInvitation,
  mayCreateInvitation,
  mayListInvitations,
  mayLookAtInvitation,
  mayRevokeSomeInvitation,
} from './invitations.policy.ts'
import type { InvitationsService } from './invitations.service.ts'

export const invitationsCommands = (service: InvitationsService, accepting: Accepting): Served[] => [
  serve(createInvitation, {
    policy: mayCreateInvitation,
    recordIn: (call) => personalId(signedIn(call).personId),
    run: (call) => {
      const actor = signedIn(call)
      const { commandId } = call.input
      const said = saidBy(createInvitation, call.input)
      return service.create(actor, call.input, { authorId: actor.personId, commandId, said })
    },
  }),
  serve(listInvitations, {
    policy: mayListInvitations,
    run: async (call) => ({ invitations: await service.list(channelOf(call).channelId) }),
  }),
  serve(revokeInvitation, {
    policy: mayRevokeSomeInvitation,
    run: async (call) => {
      await service.revoke(signedIn(call), call.input.invitationId)
      return {}
    },
  }),
  serve(lookAtInvitation, {
    policy: mayLookAtInvitation,
    run: async ({ input, actor }) => service.look(await accepting.findOpen(input.token), actor),
  }),
  serve(acceptInvitation, {
    policy: mayAcceptInvitation,
    run: (call) => accepting.accept(call.input, call),
  }),
]
