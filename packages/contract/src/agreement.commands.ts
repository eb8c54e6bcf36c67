import * as z from 'zod/mini'
import { participationForms, rhythms } from './agreement.ts'
import { defineCommand } from './define.ts'
import { changed, item } from './log.ts'
import { commandId, day, id, line, rev, text, textOrNone, time } from './values.ts'

/** The length of one section, and how many moments there are at most. */
export const maxSectionLength = 1_500
export const maxMoments = 12

const section = z.optional(textOrNone(maxSectionLength))
const version = rev.check(z.maximum(1_000_000))

export const changeAgreement = defineCommand({
  name: 'agreement.change',
  summary: 'Write or change sections of the working agreement of a project, and say why.',
  effect: 'change',
  input: z.strictObject({
    commandId,
    channelId: id,
    /**
     * The version that was looked at, 0 for none. What changed after it is not written over: `other_state` with the
     * section as `field`.
     */
    seen: version,
    set: z.strictObject({
      wayOfWorking: section,
      villageNeeds: section,
      municipalityNeeds: section,
      feedback: section,
      channels: section,
      participationForm: z.optional(z.enum(participationForms)),
      moments: z.optional(
        z
          .array(
            z.strictObject({
              id: commandId,
              what: line(200),
              on: day,
              every: z.enum(rhythms),
              byId: z.nullable(id),
            }),
          )
          .check(z.maxLength(maxMoments)),
      ),
    }),
    reason: text(500),
    writtenAt: z.optional(time),
  }),
  output: changed,
  errors: ['id_reused', 'archived', 'banned', 'unconfirmed', 'other_state'],
  rate: { limit: 60, perSeconds: 600 },
})

export const confirmAgreement = defineCommand({
  name: 'agreement.confirm',
  summary: 'Confirm a version of the working agreement for the side on which I stand.',
  effect: 'change',
  input: z.strictObject({
    commandId,
    channelId: id,
    /** The present one, else `other_state`: nobody confirms what they did not see. */
    version,
    writtenAt: z.optional(time),
  }),
  output: changed,
  errors: ['id_reused', 'archived', 'banned', 'unconfirmed', 'other_state'],
  rate: { limit: 60, perSeconds: 600 },
})

export const readAgreement = defineCommand({
  name: 'agreement.read',
  summary: 'The working agreement of a project as an earlier version of it was.',
  effect: 'read',
  large: true,
  input: z.strictObject({ channelId: id, version }),
  output: z.object({
    item,
    /** What made it this version, and who confirmed it. */
    changes: z.array(item),
  }),
  rate: { limit: 120, perSeconds: 60 },
})

export const listAgreementChanges = defineCommand({
  name: 'agreement.changes',
  summary: 'What changed in the working agreement and who confirmed it, a page at a time, the newest first.',
  effect: 'read',
  large: true,
  input: z.strictObject({ channelId: id, before: z.optional(rev) }),
  output: z.object({ items: z.array(item), more: z.boolean() }),
  rate: { limit: 120, perSeconds: 60 },
})
