import {
  type AnnouncementContent,
  announcement,
  editAnnouncement,
  pinAnnouncement,
  publishAnnouncement,
  unpinAnnouncement,
} from '@bijpraat/contract'
import { changedBy, rewritten, writtenBefore } from '../../log/authored.ts'
import { mayAlsoStand } from '../../log/kinds.ts'
import type { Log } from '../../log/log.ts'
import type { Draft } from '../../log/model.ts'
import { insist, Refusal } from '../../refusal.ts'
import { asChange, type Served, serve, signedIn } from '../../wire/serve.ts'
import { announcementKind } from './announcements.kind.ts'
import * as may from './announcements.policy.ts'

export const announcementCommands = ({ log }: { log: Log }): Served[] => [
  serve(publishAnnouncement, {
    policy: may.mayAnnounce,
    run: (call) => {
      const { commandId: id, title, text, endsAt, asksRead, writtenAt } = call.input
      const change = asChange(publishAnnouncement, call)
      return log.change({
        ...change,
        itemIds: [id],
        apply: (draft) => {
          insistOnTime(draft, endsAt)
          return changedBy(
            draft.create({
              id,
              kind: announcement.kind,
              authorId: change.authorId,
              content: { title, text, ...ending(endsAt), ...(asksRead ? { asksRead } : {}) },
              writtenAt: writtenBefore(writtenAt, draft.now),
            }),
          )
        },
      })
    },
  }),
  serve(editAnnouncement, {
    policy: may.mayAnnounce,
    run: (call) => {
      const { itemId, title, text, endsAt, asksRead } = call.input
      const actor = signedIn(call)
      return log.change({
        ...asChange(editAnnouncement, call),
        itemIds: [itemId],
        apply: (draft) => {
          const item = draft.item(itemId)
          insist(may.mayEditAnnouncement(actor, item))
          insistOnTime(draft, endsAt)
          const before = item.content as AnnouncementContent
          const words = { title, text, ...ending(endsAt === undefined ? before.endsAt : endsAt) }
          const content = { ...words, ...asking(before, asksRead ?? before.asksRead) }
          return changedBy(draft.amend(itemId, rewritten(item, content, draft.now)))
        },
      })
    },
  }),
  serve(pinAnnouncement, {
    policy: may.mayPin,
    run: (call) => {
      const { itemId, endsAt, insteadOf } = call.input
      return log.change({
        ...asChange(pinAnnouncement, call),
        itemIds: [itemId, ...(insteadOf === undefined ? [] : [insteadOf])],
        asksStanding: true,
        apply: (draft) => {
          const item = draft.item(itemId)
          insist(may.isPinnable(item))
          insistOnTime(draft, endsAt)
          if (insteadOf !== undefined && insteadOf !== itemId) makeRoom(draft, insteadOf)
          if (!item.standing && !mayAlsoStand(announcementKind, draft)) throw new Refusal('too_many_pinned')
          const { endsAt: _, ...kept } = item.content as AnnouncementContent
          return changedBy(draft.amend(itemId, { standing: true, content: { ...kept, ...ending(endsAt) } }))
        },
      })
    },
  }),
  serve(unpinAnnouncement, {
    policy: may.mayPin,
    run: (call) => {
      const { itemId } = call.input
      return log.change({
        ...asChange(unpinAnnouncement, call),
        itemIds: [itemId],
        apply: (draft) => {
          insist(may.isPinnable(draft.item(itemId)))
          return changedBy(draft.amend(itemId, { standing: undefined }))
        },
      })
    },
  }),
]

const ending = (endsAt: number | null | undefined): Pick<AnnouncementContent, 'endsAt'> =>
  typeof endsAt === 'number' ? { endsAt } : {}

/** Whether it asks to be read; who has done so is counted as long as it does. */
const asking = ({ read }: AnnouncementContent, asksRead: boolean | undefined) =>
  asksRead ? { asksRead, ...(read ? { read } : {}) } : {}

/** An end that is over by the time it would be written says nothing any more. */
const insistOnTime = (draft: Draft, endsAt: number | null | undefined) => {
  if (typeof endsAt === 'number' && endsAt <= draft.now) throw new Refusal('too_late', { field: 'endsAt' })
}

const makeRoom = (draft: Draft, itemId: string) => {
  const item = draft.get(itemId)
  if (item?.kind === announcement.kind && item.standing) draft.amend(itemId, { standing: undefined })
}
