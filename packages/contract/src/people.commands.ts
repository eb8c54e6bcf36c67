import * as z from 'zod/mini'
import { defineCommand } from './define.ts'
import { ban, language, role, scope } from './people.ts'
import { commandId, email, id, line, text, time } from './values.ts'

const token = z.string().check(z.regex(/^[\w-]{20,128}$/))
const code = z.string().check(
  z.overwrite((value) => value.replaceAll(/\s/g, '')),
  z.regex(/^\d{6}$/),
)
/**
 * A secret that a browser makes and keeps. A mailed link signs in only there: mail scanners open links in real
 * browsers and press what they find, and links get forwarded.
 */
const browser = token
/** Shows at least one letter and nothing invisible, so that no two names differ only by what nobody sees. */
const personName = line(60).check(
  z.refine((value) => /\p{L}/u.test(value), 'needs a letter'),
  z.refine(
    (value) => !/\p{Default_Ignorable_Code_Point}|[^\S ]/u.test(value),
    'contains invisible characters',
  ),
)
/** A page of ours, to go on to after signing in: an absolute path without a host. */
const goTo = z.string().check(z.maxLength(300), z.regex(/^\/(?![/\\])[\w\-./~?=&%]*$/))

// Signed out, a rate is per network address, and a whole village meeting may stand behind one. What must not be
// guessed has limits of its own: tries per code, mails per address, uses per invitation.
const web = ['http'] as const

export const requestCode = defineCommand({
  name: 'auth.requestCode',
  summary: 'Mail me a code and a link. Answers the same whether the address is known or not.',
  effect: 'set',
  transports: web,
  input: z.strictObject({
    email,
    language,
    goTo: z.optional(goTo),
    /** Without it the mail holds the code only. */
    browser: z.optional(browser),
  }),
  output: z.object({}),
  rate: { limit: 60, perSeconds: 600 },
})

export const enterCode = defineCommand({
  name: 'auth.enterCode',
  summary: 'Sign in on this device with the mailed code.',
  effect: 'set',
  transports: web,
  input: z.strictObject({ email, code }),
  output: z.object({ personId: id, goTo: z.nullable(z.string()) }),
  errors: ['code_wrong'],
  rate: { limit: 60, perSeconds: 600 },
})

export const pressLink = defineCommand({
  name: 'auth.pressLink',
  summary: 'Sign in on this device with the mailed link, after a person pressed the button on its page.',
  effect: 'set',
  transports: web,
  input: z.strictObject({ token, browser }),
  output: z.object({ personId: id, goTo: z.nullable(z.string()) }),
  errors: ['link_expired', 'other_browser'],
  rate: { limit: 60, perSeconds: 600 },
})

export const signOut = defineCommand({
  name: 'auth.signOut',
  summary: 'End the session of this device.',
  effect: 'set',
  transports: web,
  input: z.strictObject({}),
  output: z.object({}),
  rate: { limit: 30, perSeconds: 60 },
})

export const confirmEmail = defineCommand({
  name: 'me.confirmEmail',
  summary: 'Prove my address with the mailed code.',
  effect: 'set',
  input: z.strictObject({ code }),
  output: z.object({}),
  errors: ['code_wrong'],
  rate: { limit: 10, perSeconds: 600 },
})

export const requestConfirmation = defineCommand({
  name: 'me.requestConfirmation',
  summary: 'Mail me the code that proves my address again.',
  effect: 'set',
  input: z.strictObject({ language }),
  output: z.object({}),
  rate: { limit: 3, perSeconds: 600 },
})

export const changeMe = defineCommand({
  name: 'me.change',
  summary: 'Change my name.',
  effect: 'change',
  input: z.strictObject({ commandId, name: personName }),
  output: z.object({}),
  errors: ['id_reused', 'name_refused'],
  rate: { limit: 10, perSeconds: 3600 },
})

export const listSessions = defineCommand({
  name: 'me.sessions',
  summary: 'The devices on which I am signed in.',
  effect: 'read',
  input: z.strictObject({}),
  output: z.object({
    sessions: z.array(
      z.object({
        sessionId: id,
        device: z.string(),
        createdAt: time,
        lastSeenAt: time,
        current: z.boolean(),
      }),
    ),
  }),
  rate: { limit: 60, perSeconds: 60 },
})

export const endSession = defineCommand({
  name: 'me.endSession',
  summary: 'Sign another device out.',
  effect: 'set',
  input: z.strictObject({ sessionId: id }),
  output: z.object({}),
  rate: { limit: 30, perSeconds: 60 },
})

/** Who an invitation makes you, and how it reaches you. */
const invited = {
  channelIds: z.array(id).check(z.maxLength(10)),
  role,
}

export const createInvitation = defineCommand({
  name: 'invitation.create',
  summary: 'Invite by e-mail (proves the address) or by a link to share, print or show as a QR code.',
  effect: 'change',
  input: z.strictObject({
    commandId,
    ...invited,
    /** With an address the invitation is mailed to it and works once. Without, it is a link for several. */
    email: z.optional(email),
    language,
    /** How many may use a shared link. */
    uses: z.int().check(z.minimum(1), z.maximum(500)),
    days: z.int().check(z.minimum(1), z.maximum(90)),
    /** A fresh way in for someone whose mailbox changed or is lost: the account is kept, the address replaced. */
    forPersonId: z.optional(id),
  }),
  output: z.object({
    invitationId: id,
    /** Null when it was mailed: only the mailbox proves the address. */
    url: z.nullable(z.string()),
  }),
  errors: ['id_reused', 'banned', 'unconfirmed', 'email_needed'],
  rate: { limit: 60, perSeconds: 3600 },
})

export const listInvitations = defineCommand({
  name: 'invitation.list',
  summary: 'Open invitations to a channel.',
  effect: 'read',
  input: z.strictObject({ channelId: id }),
  output: z.object({
    invitations: z.array(
      z.object({
        invitationId: id,
        by: id,
        byMail: z.boolean(),
        role,
        createdAt: time,
        expiresAt: time,
        used: z.int(),
        uses: z.int(),
      }),
    ),
  }),
  rate: { limit: 60, perSeconds: 60 },
})

export const revokeInvitation = defineCommand({
  name: 'invitation.revoke',
  summary: 'Make an invitation worthless.',
  effect: 'set',
  input: z.strictObject({ invitationId: id }),
  output: z.object({}),
  errors: ['banned', 'unconfirmed'],
  rate: { limit: 60, perSeconds: 600 },
})

export const lookAtInvitation = defineCommand({
  name: 'invitation.look',
  summary: 'What the page of an invitation shows before anything is decided.',
  effect: 'read',
  transports: web,
  input: z.strictObject({ token }),
  output: z.object({
    channelNames: z.array(z.string()),
    /** Name of who invites; null for the first administrator’s own. */
    invitedBy: z.nullable(z.string()),
    role,
    /** A shared link asks for an address; a mailed one has proved it. */
    asksEmail: z.boolean(),
    /** Already an account: one press is enough. */
    knownName: z.nullable(z.string()),
  }),
  errors: ['link_expired'],
  rate: { limit: 120, perSeconds: 60 },
})

export const acceptInvitation = defineCommand({
  name: 'invitation.accept',
  summary: 'Join with an invitation and be signed in on this device; agrees to the house rules.',
  effect: 'set',
  transports: web,
  input: z.strictObject({
    token,
    name: z.optional(personName),
    email: z.optional(email),
    language,
    agreed: z.literal(true),
    /** For the sign-in link that is mailed when the address has an account. */
    browser: z.optional(browser),
  }),
  output: z.object({
    /** Null when the address has an account that this invitation does not prove: a code was mailed instead. */
    personId: z.nullable(id),
    goTo: z.string(),
  }),
  errors: ['link_expired', 'email_needed', 'name_refused', 'address_taken'],
  rate: { limit: 200, perSeconds: 600 },
})

export const setRole = defineCommand({
  name: 'person.setRole',
  summary: 'Make someone villager, official or administrator.',
  effect: 'change',
  input: z.strictObject({ commandId, personId: id, role }),
  output: z.object({}),
  errors: ['id_reused', 'last_admin'],
  rate: { limit: 60, perSeconds: 600 },
})

export const setModerator = defineCommand({
  name: 'person.setModerator',
  summary: 'Give or take the right to moderate a channel or all.',
  effect: 'change',
  input: z.strictObject({ commandId, personId: id, scope, on: z.boolean() }),
  output: z.object({}),
  errors: ['id_reused'],
  rate: { limit: 60, perSeconds: 600 },
})

export const banPerson = defineCommand({
  name: 'person.ban',
  summary: 'Take away the right to write in a channel or everywhere, with a reason that the person sees.',
  effect: 'change',
  input: z.strictObject({ commandId, personId: id, scope, reason: text(400), until: z.optional(time) }),
  output: z.object({}),
  errors: ['id_reused'],
  rate: { limit: 60, perSeconds: 600 },
})

export const liftBan = defineCommand({
  name: 'person.liftBan',
  summary: 'Give the right to write back.',
  effect: 'change',
  input: z.strictObject({ commandId, personId: id, scope }),
  output: z.object({}),
  errors: ['id_reused'],
  rate: { limit: 60, perSeconds: 600 },
})

export const listBans = defineCommand({
  name: 'person.bans',
  summary: 'The bans of someone that I may lift.',
  effect: 'read',
  input: z.strictObject({ personId: id }),
  output: z.object({ bans: z.array(z.object({ ...ban.shape, by: id, at: time })) }),
  rate: { limit: 120, perSeconds: 60 },
})
