import { editAnnouncement, pinAnnouncement, publishAnnouncement } from '@bijpraat/contract'
import { type FormEvent, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useTexts } from '../../i18n/i18n.tsx'
import { dayOf, endOfDay } from '../../ports/days.ts'
import { useEngine, useReplica } from '../../ports/session.tsx'
import { withoutUnmeant } from '../../ports/without-unmeant.ts'
import { Button } from '../../ui/button.tsx'
import { ChecksField, TextArea, TextField } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { FullNotice } from './full-notice.tsx'
import { type Announcement, oldestOfFull, pinnedIn } from './pinned.ts'
import { UntilField } from './until-field.tsx'

const { title: titleOf, text: textOf } = publishAnnouncement.input.shape

/** Announces something, or changes what one announced. Goes by the outbox, so also offline. */
export const AnnouncementSheet = ({
  channelId,
  edited,
  mayPin,
  onClose,
}: {
  channelId: string
  edited: Announcement | null
  mayPin: boolean
  onClose: () => void
}) => {
  const t = useTexts()
  const engine = useEngine()
  const first = { title: edited?.title ?? '', text: edited?.text ?? '', day: dayOf(edited?.endsAt) }
  const [draft, setDraft] = useState(first)
  const [pins, setPins] = useState(mayPin && edited === null)
  const [asks, setAsks] = useState(edited?.asksRead ?? false)
  const [tried, setTried] = useState(false)
  const oldest = oldestOfFull(useReplica(useShallow((state) => pinnedIn(state, channelId))))
  const title = titleOf.safeParse(withoutUnmeant(draft.title))
  const text = textOf.safeParse(withoutUnmeant(draft.text))
  const endsAt = endOfDay(draft.day)
  const moved = draft.day !== first.day
  const late = moved && endsAt !== null && endsAt <= Date.now()
  const wrong = (part: 'title' | 'text', ok: boolean, empty: string) => {
    if (!tried || ok) return null
    return draft[part].trim() === '' ? empty : t.errors.invalid_input
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!title.success || !text.success || late) return
    const words = { title: title.data, text: text.data }
    if (edited) {
      const end = moved ? { endsAt } : {}
      const asking = asks === (edited.asksRead ?? false) ? {} : { asksRead: asks }
      engine.command(editAnnouncement, { channelId, itemId: edited.id, ...words, ...end, ...asking })
    } else {
      const itemId = engine.command(publishAnnouncement, {
        ...{ channelId, ...words },
        ...(endsAt === null ? {} : { endsAt }),
        ...(asks ? { asksRead: true } : {}),
      })
      const instead = oldest ? { insteadOf: oldest.item.id } : {}
      // After it in the same queue: were there no room, what was announced would still be there.
      if (pins) engine.command(pinAnnouncement, { channelId, itemId, endsAt, ...instead })
    }
    onClose()
  }
  return (
    <Sheet
      title={edited ? t.announcement.formEdit : t.announcement.formTitle}
      closeLabel={t.common.close}
      onClose={onClose}
    >
      <FormColumn onSubmit={submit}>
        <TextField
          label={t.announcement.title}
          value={draft.title}
          maxLength={120}
          error={wrong('title', title.success, t.announcement.needTitle)}
          onChange={(event) => setDraft({ ...draft, title: event.target.value })}
        />
        <TextArea
          label={t.announcement.text}
          value={draft.text}
          rows={5}
          maxLength={8000}
          error={wrong('text', text.success, t.announcement.needText)}
          onChange={(event) => setDraft({ ...draft, text: event.target.value })}
        />
        <UntilField
          value={draft.day}
          error={tried && late ? t.announcement.tooEarly : null}
          onChange={(day) => setDraft({ ...draft, day })}
        />
        <ChecksField
          label={t.announcement.readAsk}
          choices={[{ value: 'ask', name: t.announcement.askRead, about: t.announcement.askAbout }]}
          values={asks ? ['ask'] : []}
          onChange={(values) => setAsks(values.length > 0)}
        />
        {mayPin && edited === null ? (
          <ChecksField
            label={t.announcement.place}
            choices={[{ value: 'pin', name: t.announcement.pinAtOnce, about: t.announcement.pinAbout }]}
            values={pins ? ['pin'] : []}
            onChange={(values) => setPins(values.length > 0)}
          />
        ) : null}
        {pins && oldest ? <FullNotice oldest={oldest.item} /> : null}
        <Button look="primary" type="submit" wide>
          {edited ? t.announcement.change : t.announcement.publish}
        </Button>
      </FormColumn>
    </Sheet>
  )
}
