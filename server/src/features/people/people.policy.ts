import type {
  banPerson,
  changeMe,
  liftBan,
  listBans,
  PersonContent,
  setModerator,
  setRole,
} from '@bijpraat/contract'
import { type Actor, type ChannelFacts, isAdmin, isBanned, moderates } from '../../rights/rights.ts'
import type { Asked, Policy } from '../../wire/serve.ts'

const adminsOnly = ({ actor }: Pick<Asked<typeof setRole>, 'actor'>) => {
  if (actor === null) return 'not_signed_in'
  return isAdmin(actor) ? 'ok' : 'forbidden'
}

/** Moderators of anything; of which scope, and whom, `mayBan` says. */
const moderatorsOnly = ({ actor }: Pick<Asked<typeof banPerson>, 'actor'>) => {
  if (actor === null) return 'not_signed_in'
  return isAdmin(actor) || (actor.moderatorOf.size > 0 && !actor.bannedFrom.has('all')) ? 'ok' : 'forbidden'
}

export const mayChangeMe: Policy<typeof changeMe> = ({ actor }) => (actor === null ? 'not_signed_in' : 'ok')
export const maySetRole: Policy<typeof setRole> = adminsOnly
export const maySetModerator: Policy<typeof setModerator> = adminsOnly
export const mayBanSomeone: Policy<typeof banPerson> = moderatorsOnly
export const mayLiftSomeBan: Policy<typeof liftBan> = moderatorsOnly
export const mayListBans: Policy<typeof listBans> = moderatorsOnly

/** Whether the scope is the actor's to moderate; `channel` is null for the scope `all`. */
export const mayModerate = (actor: Actor, channel: ChannelFacts | null): boolean => {
  if (isAdmin(actor)) return true
  if (channel === null) return actor.moderatorOf.has('all') && !actor.bannedFrom.has('all')
  return moderates(actor, channel) && !isBanned(actor, channel)
}

/**
 * Bans are for villagers. Who moderates the scope is banned by an administrator only, and an administrator or
 * official not at all: that right is taken away first, in the open.
 */
export const mayBan = (
  actor: Actor,
  channel: ChannelFacts | null,
  target: { personId: string } & Pick<PersonContent, 'role' | 'moderatorOf'>,
): boolean => {
  if (!mayModerate(actor, channel) || target.personId === actor.personId) return false
  switch (target.role) {
    case 'admin':
    case 'official':
      return false
    case 'villager':
      return isAdmin(actor) || target.moderatorOf.length === 0
  }
}
