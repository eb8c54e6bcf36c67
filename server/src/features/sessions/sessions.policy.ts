import type {
  confirmEmail,
  endSession,
  enterCode,
  listSessions,
  pressLink,
  requestCode,
  requestConfirmation,
  signOut,
} from '@bijpraat/contract'
import type { Actor } from '../../rights/rights.ts'
import type { Policy } from '../../wire/serve.ts'

/** The way in is open to all: what is guarded is what these commands answer. */
const everyone = () => 'ok' as const
/** Also for who is banned or has not confirmed: each only sees and ends what is their own. */
const whoIsSignedIn = ({ actor }: { actor: Actor | null }) => (actor === null ? 'not_signed_in' : 'ok')

export const mayRequestCode: Policy<typeof requestCode> = everyone
export const mayEnterCode: Policy<typeof enterCode> = everyone
export const mayPressLink: Policy<typeof pressLink> = everyone
export const maySignOut: Policy<typeof signOut> = everyone
export const mayRequestConfirmation: Policy<typeof requestConfirmation> = whoIsSignedIn
export const mayConfirmEmail: Policy<typeof confirmEmail> = whoIsSignedIn
export const mayListSessions: Policy<typeof listSessions> = whoIsSignedIn
export const mayEndSession: Policy<typeof endSession> = whoIsSignedIn
