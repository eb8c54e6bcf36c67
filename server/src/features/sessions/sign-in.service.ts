import type { InputOf } from '@bijpraat/contract'
import { type enterCode, pages, type pressLink } from '@bijpraat/contract'
import type { ClientSession } from 'mongodb'
import type { Background } from '../../platform/background.ts'
import type { Mailer } from '../../platform/mail.ts'
import { Refusal } from '../../refusal.ts'
import type { Actor } from '../../rights/rights.ts'
import type { StoredCode } from './codes.schema.ts'
import { confirmLetter, noAccountLetter, signInLetter } from './sessions.mails.ts'
import type { Arrival, SessionsService } from './sessions.service.ts'
import type { Codes } from './sign-in.codes.ts'

type Account = { personId: string; email: string | null; unproved: boolean }

/** What signing in asks of whoever keeps people. */
export type AccountsPort = {
  account: (personId: string) => Promise<Account | null>
  accountOfEmail: (email: string) => Promise<Account | null>
  /** The address is proved; `alongside` writes in the same transaction. */
  admit: (
    proved: { personId: string; channelIds: readonly string[]; provedEmail: string },
    alongside?: (session: ClientSession) => Promise<void>,
  ) => Promise<void>
}

type SignInParts = {
  codes: Codes
  sessions: SessionsService
  accounts: AccountsPort
  /** Takes up an invitation for someone who has just proved an address; may throw `Refusal`. */
  takeUp: (invitationId: string, personId: string) => Promise<void>
  mailer: Mailer
  background: Background
  /** Such as `https://example.org`. */
  origin: () => string
}

/** `invitationId` is taken up by signing in. */
export type SignInRequest = {
  email: string
  language: 'nl' | 'en'
  goTo?: string | undefined
  browser?: string | undefined
  invitationId?: string
}

export const createSignInService = (parts: SignInParts) => {
  const { codes, sessions, accounts, takeUp, mailer, background, origin } = parts

  const mailSignIn = async (request: SignInRequest): Promise<void> => {
    const { email, language, goTo = null, browser = null, invitationId = null } = request
    const account = await accounts.accountOfEmail(email)
    const personId = account?.personId ?? null
    const issued = await codes.issue({ purpose: 'signIn', email, personId, goTo, browser, invitationId })
    if (issued === null) return
    if (account === null) {
      // Once a day, since anyone can have it sent to anyone.
      if (issued.first) await mailer.send({ to: email, ...noAccountLetter(language) })
      return
    }
    const link = issued.linkToken && origin() + pages.signInLink(issued.linkToken)
    await mailer.send({ to: email, ...signInLetter(language, issued.code, link) })
  }

  const mailConfirmation = async (personId: string, language: 'nl' | 'en'): Promise<void> => {
    const account = await accounts.account(personId)
    if (account === null || account.email === null || !account.unproved) return
    const { email } = account
    const wanted = { personId, email, goTo: null, browser: null, invitationId: null }
    const issued = await codes.issue({ purpose: 'confirm', ...wanted })
    if (issued !== null) await mailer.send({ to: email, ...confirmLetter(language, issued.code) })
  }

  /** The account that a spent proof is of, unless its address was changed in the meantime. */
  const accountBehind = async (proof: StoredCode): Promise<(Account & { email: string }) | null> => {
    const account = proof.personId === null ? null : await accounts.account(proof.personId)
    if (account === null || account.email === null || !codes.isOfAddress(proof, account.email)) return null
    return { ...account, email: account.email }
  }

  const signIn = async (proof: StoredCode, refusal: 'code_wrong' | 'link_expired', arrival: Arrival) => {
    const account = await accountBehind(proof)
    if (account === null) throw new Refusal(refusal)
    const { personId, email } = account
    if (account.unproved) {
      // Anyone could have joined with this address. It is now shown whose it is: the sessions from before end.
      await accounts.admit({ personId, channelIds: [], provedEmail: email }, (session) =>
        sessions.endAllOf(personId, session),
      )
    }
    if (proof.invitationId !== null) await takeUp(proof.invitationId, personId).catch(unlessRefused)
    await sessions.start(personId, arrival)
    return { personId, goTo: proof.goTo }
  }

  return {
    /** Answers before anything is looked up, so that its time tells nothing about the address. */
    requestCode: (request: SignInRequest): void => background.run(() => mailSignIn(request)),

    enterCode: async ({ email, code }: InputOf<typeof enterCode>, arrival: Arrival) =>
      signIn(await codes.spendCode('signIn', email, code), 'code_wrong', arrival),

    pressLink: async ({ token, browser }: InputOf<typeof pressLink>, arrival: Arrival) =>
      signIn(await codes.spendLink(token, browser), 'link_expired', arrival),

    requestConfirmation: (personId: string, language: 'nl' | 'en'): void =>
      background.run(() => mailConfirmation(personId, language)),

    /** Proves the address from within a session of the account, which therefore goes on. */
    confirmEmail: async ({ personId }: Actor, typed: string): Promise<void> => {
      const account = await accounts.account(personId)
      if (account === null || account.email === null) throw new Refusal('code_wrong')
      if (!account.unproved) return
      const proof = await codes.spendCode('confirm', account.email, typed)
      if (proof.personId !== personId) throw new Refusal('code_wrong')
      await accounts.admit({ personId, channelIds: [], provedEmail: account.email })
    },
  }
}

/** An invitation that is used up or revoked by now is no reason not to be signed in. */
const unlessRefused = (error: unknown): void => {
  if (!(error instanceof Refusal)) throw error
}

export type SignInService = ReturnType<typeof createSignInService>
