import {
  agreementChange,
  announcement,
  decision,
  message,
  planChange,
  question,
  questionChange,
  update,
} from '@bijpraat/contract'
import { type RefObject, useCallback, useRef } from 'react'
import type { Announcement } from '../features/announcements/pinned.ts'
import type { OpenedChannel } from '../features/channels/use-channel.ts'
import type { ItemAct, ItemRights } from '../features/items/item-menu.tsx'
import type { Editing } from '../features/messages/use-written-text.ts'
import type { EditedUpdate } from '../features/updates/update-sheet.tsx'
import { announces, isStaff, moderates, pins, writingIn } from '../ports/rights.ts'
import { useMe, useReplicaView } from '../ports/session.tsx'
import { homeOf, isOf, shownAs } from '../replica/folds.ts'
import type { HeldItem } from '../replica/replica.ts'
import { channelContent } from '../replica/selectors.ts'
import type { OverItem } from './item-sheets.tsx'
import type { ActsOf } from './own-acts.tsx'
import { useJudgingActs } from './use-judging-acts.tsx'

type Here = Extract<OpenedChannel, { state: 'here' }>

type Edits = {
  /** What one does with an item for oneself alone. */
  ownActs: RefObject<ActsOf>
  onEditMessage: (editing: Editing) => void
  onReply: (answered: { itemId: string }) => void
  onEditUpdate: (edited: EditedUpdate) => void
  onEditAnnouncement: (edited: Announcement) => void
  onSheet: (over: OverItem) => void
  /** What can be done with what is or can be pinned, by who may. */
  pinActs: (item: HeldItem) => readonly ItemAct[]
}

const none = {
  react: false,
  reply: null,
  remove: false,
  edit: null,
  share: null,
  own: [],
  aside: () => [],
  restore: false,
  show: null,
}

/** What is not deleted one by one; and what a message can answer. */
const lasting = new Set<string>([agreementChange.kind, planChange.kind, questionChange.kind, decision.kind])
const answerable = new Set<string>([message.kind, update.kind, announcement.kind, question.kind, ...lasting])

/** What I may do with an item of this channel; what is a share is judged in its home channel. */
export const useItemRights = (channel: Here, edits: Edits) => {
  const me = useMe()
  const { getState } = useReplicaView()
  const { judge, show } = useJudgingActs(edits.onSheet)
  const newest = useRef(edits)
  newest.current = edits
  const { channelId, content } = channel
  return useCallback(
    (held: HeldItem): ItemRights & { restore: boolean; show: (() => void) | null } => {
      const share = () => newest.current.onSheet({ type: 'share', channelId, held })
      if (!me) return { ...none, share }
      const home = homeOf(channelId, held)
      const homeContent = home.channelId === channelId ? content : channelContent(getState(), home.channelId)
      if (!homeContent) return { ...none, share }
      const at = { channelId: home.channelId, content: homeContent }
      const may = writingIn(me, at, Date.now()).may
      const mine = held.authorId === me.personId
      const runs = moderates(me, at)
      const item = shownAs(held)
      const answers = answerable.has(item.kind) && writingIn(me, { channelId, content }, Date.now()).may
      const edit = () => {
        if (isOf(item, message) && mine)
          return () => newest.current.onEditMessage({ itemId: item.id, text: item.content.text })
        if (isOf(item, update) && (mine || runs || isStaff(me))) {
          const { title, text } = item.content
          return () => newest.current.onEditUpdate({ ...home, title, text })
        }
        if (isOf(item, announcement) && mine && announces(me, at, Date.now())) {
          const { title, text, endsAt, asksRead } = item.content
          return () => newest.current.onEditAnnouncement({ id: item.id, title, text, endsAt, asksRead })
        }
        return null
      }
      return {
        react: may,
        reply: answers ? () => newest.current.onReply({ itemId: held.id }) : null,
        edit: may ? edit() : null,
        share,
        own: pins(me, at, Date.now()) ? newest.current.pinActs(item) : [],
        aside: () => [...newest.current.ownActs.current(held), ...(mine ? [] : judge(item.kind, home, runs))],
        remove: (mine || runs) && !homeContent.archived && !lasting.has(item.kind),
        restore: may && (mine || runs) && !held.hidden,
        show: held.hidden && runs && !mine ? () => show(home) : null,
      }
    },
    [me, channelId, content, getState, judge, show],
  )
}
