import type { Actor, Verdict } from '../../rights/rights.ts'

type Asked = { actor: Actor | null; input: { personId: string } }

/** Whom one hears is one's own to say; nobody can do without themselves. */
export const mayMute = ({ actor, input }: Asked): Verdict => {
  if (actor === null) return 'not_signed_in'
  return actor.personId === input.personId ? 'forbidden' : 'ok'
}
