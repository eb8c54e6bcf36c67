import { type FormEvent, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useTexts } from '../../i18n/i18n.tsx'
import { dayOf, endOfDay } from '../../ports/days.ts'
import { useReplica } from '../../ports/session.tsx'
import { Button } from '../../ui/button.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { FullNotice } from './full-notice.tsx'
import { type Announcement, endOf, oldestOfFull, pinnedIn } from './pinned.ts'
import { UntilField } from './until-field.tsx'
import { usePinning } from './use-pinning.ts'

/** Pins an announcement until a day, or changes that day; where three are pinned, the oldest makes room. */
export const PinSheet = ({
  channelId,
  pinned,
  onClose,
}: {
  channelId: string
  pinned: Announcement
  onClose: () => void
}) => {
  const t = useTexts()
  const pinning = usePinning(channelId)
  const rows = useReplica(useShallow((state) => pinnedIn(state, channelId)))
  const [stands] = useState(() => rows.some(({ item }) => item.id === pinned.id))
  const oldest = stands ? null : oldestOfFull(rows)
  const isOver = pinned.endsAt !== undefined && pinned.endsAt <= Date.now()
  const [day, setDay] = useState(isOver ? '' : dayOf(pinned.endsAt))
  const [tried, setTried] = useState(false)
  const chosen = endOfDay(day)
  // A day that was not touched keeps its time of day, too.
  const endsAt = day === dayOf(pinned.endsAt) && !isOver ? (pinned.endsAt ?? null) : chosen
  const late = endsAt !== null && endsAt <= Date.now()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (late) return
    const wish = { itemId: pinned.id, endsAt }
    if (stands) pinning.putOff(wish)
    else pinning.pin(wish, oldest && { itemId: oldest.item.id, endsAt: endOf(oldest.item) })
    onClose()
  }
  return (
    <Sheet
      title={stands ? t.announcement.untilWhen : t.announcement.pinTitle}
      closeLabel={t.common.close}
      onClose={onClose}
    >
      <FormColumn onSubmit={submit}>
        <UntilField value={day} error={tried && late ? t.announcement.tooEarly : null} onChange={setDay} />
        {oldest ? <FullNotice oldest={oldest.item} /> : null}
        <Button look="primary" type="submit" wide>
          {stands ? t.announcement.setEnd : t.announcement.pin}
        </Button>
      </FormColumn>
    </Sheet>
  )
}
