import { itemKinds } from '@bijpraat/contract'
import { useEffect, useRef } from 'react'
import { useI18n } from '../../i18n/i18n.tsx'
import { withCalledNames } from '../../ports/called.ts'
import { shownName } from '../../ports/people.ts'
import { useReplicaView } from '../../ports/session.tsx'
import { shownAs } from '../../replica/folds.ts'
import { isPersonMuted } from '../../replica/muted.ts'
import { personById } from '../../replica/selectors.ts'
import type { TimelineRow } from '../../replica/timeline.ts'
import { useAnnounce } from '../../ui/announcer.tsx'

const longestSaid = 200

/** Says what others write while the channel is open, once; several at a time as a number. */
export const useNewsSaid = (rows: readonly TimelineRow[], meId: string | null, live: boolean) => {
  const { t } = useI18n()
  const view = useReplicaView()
  const announce = useAnnounce()
  const said = useRef<number | null>(null)
  useEffect(() => {
    const last = rows.findLast(({ item }) => item.seq > 0)?.item.seq ?? 0
    const before = said.current
    // Until it is live, what comes in is catching up, and the line "new from here" tells it.
    said.current = live || before !== null ? Math.max(last, before ?? 0) : null
    if (before === null || last <= before) return
    const fresh = rows.filter(({ item }) => item.seq > before && item.authorId !== meId)
    const [only] = fresh
    if (only === undefined) return
    if (fresh.length > 1) return announce(t.timeline.newBelow(fresh.length))
    const item = shownAs(only.item)
    const isTalk = itemKinds.get(item.kind)?.notifies === 'talk'
    if (isTalk && isPersonMuted(view.getState(), item.authorId)) return announce(t.mute.folded)
    const plain = item.fits ? (itemKinds.get(item.kind)?.plainText(item.content) ?? '') : t.item.unknown
    const text = withCalledNames(view.getState(), plain, t)
    const card = item.authorId === null ? undefined : personById(view.getState(), item.authorId)
    announce(t.timeline.said(shownName(card, t), text.slice(0, longestSaid)))
  }, [rows, meId, live, announce, t, view])
}
