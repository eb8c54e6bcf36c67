import {
  confirmEmail,
  endSession,
  enterCode,
  listSessions,
  pressLink,
  requestCode,
  requestConfirmation,
  signOut,
} from '@bijpraat/contract'
import { type Served, serve, signedIn } from '../../wire/serve.ts'
import {
  mayConfirmEmail,
  mayEndSession,
  mayEnterCode,
  mayListSessions,
  mayPressLink,
  mayRequestCode,
  mayRequestConfirmation,
  maySignOut,
} from './sessions.policy.ts'
import type { SessionsService } from './sessions.service.ts'
import type { SignInService } from './sign-in.service.ts'

export const sessionsCommands = (signIn: SignInService, sessions: SessionsService): Served[] => [
  serve(requestCode, {
    policy: mayRequestCode,
    run: async ({ input }) => {
      signIn.requestCode(input)
      return {}
    },
  }),
  serve(enterCode, { policy: mayEnterCode, run: (call) => signIn.enterCode(call.input, call) }),
  serve(pressLink, { policy: mayPressLink, run: (call) => signIn.pressLink(call.input, call) }),
  serve(signOut, {
    policy: maySignOut,
    run: async ({ actor, cookie }) => {
      if (actor !== null) await sessions.end(actor)
      cookie?.clear()
      return {}
    },
  }),
  serve(requestConfirmation, {
    policy: mayRequestConfirmation,
    run: async (call) => {
      signIn.requestConfirmation(signedIn(call).personId, call.input.language)
      return {}
    },
  }),
  serve(confirmEmail, {
    policy: mayConfirmEmail,
    run: async (call) => {
      await signIn.confirmEmail(signedIn(call), call.input.code)
      return {}
    },
  }),
  serve(listSessions, {
    policy: mayListSessions,
    run: async (call) => ({ sessions: await sessions.list(signedIn(call)) }),
  }),
  serve(endSession, {
    policy: mayEndSession,
    run: async (call) => {
      const { personId } = signedIn(call)
      await sessions.end({ personId, sessionId: call.input.sessionId })
      return {}
    },
  }),
]
