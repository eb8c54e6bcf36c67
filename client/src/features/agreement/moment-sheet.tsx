import { type AgreementContent, type AgreementMoment, rhythms } from '@bijpraat/contract'
import { type FormEvent, useState } from 'react'
import { useAgreementTexts } from '../../i18n/agreement-texts.ts'
import { useTexts } from '../../i18n/i18n.tsx'
import { everyone } from '../../ports/directory.ts'
import { useMe, useReplica } from '../../ports/session.tsx'
import { randomId } from '../../sync/ids.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useChangeAgreement } from './section-sheet.tsx'
import { clean, useWhy } from './why-field.tsx'

/** A moment as it was written when it was refused. */
export type WantedMoment = { moment: AgreementMoment; reason: string }

type Props = {
  channelId: string
  content: AgreementContent
  /** The one that is changed; null for a new one. */
  moment: AgreementMoment | null
  onClose: () => void
}

const Who = ({ value, onChange }: { value: string; onChange: (personId: string) => void }) => {
  const texts = useAgreementTexts()
  const people = useReplica(everyone)
  return (
    <SelectField
      label={texts.who}
      hint={texts.whoHint}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{texts.nobody}</option>
      {people.map(({ personId, card }) => (
        <option key={personId} value={personId}>
          {card.name}
        </option>
      ))}
    </SelectField>
  )
}

/** The moments with one in its place, or behind the others. */
const withMoment = (moments: readonly AgreementMoment[], moment: AgreementMoment): AgreementMoment[] =>
  moments.some(({ id }) => id === moment.id)
    ? moments.map((one) => (one.id === moment.id ? moment : one))
    : [...moments, moment]

/** Adds a moment to communicate or changes one, and asks why. */
export const MomentSheet = ({
  channelId,
  content,
  moment,
  wanted,
  onSent,
  onClose,
}: Props & { wanted: WantedMoment | null; onSent: () => void }) => {
  const t = useTexts()
  const texts = useAgreementTexts()
  const change = useChangeAgreement(channelId)
  const meId = useMe()?.personId ?? null
  const [opened] = useState(content)
  const [draft, setDraft] = useState<AgreementMoment>(
    () => wanted?.moment ?? moment ?? { id: randomId(), what: '', on: '', every: 'once', byId: meId },
  )
  const set = (more: Partial<AgreementMoment>) => setDraft({ ...draft, ...more })
  const why = useWhy(wanted?.reason)
  const wrong = { what: clean(draft.what) === '', on: draft.on === '' }
  const isSame = JSON.stringify(draft) === JSON.stringify(moment)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!why.check() || wrong.what || wrong.on || isSame) return
    const said = { ...draft, what: clean(draft.what) }
    change(opened.version, { moments: withMoment(opened.moments, said) }, why.reason)
    onSent()
    onClose()
  }
  return (
    <Sheet
      title={moment ? texts.changeMoment(moment.what) : texts.addMoment}
      closeLabel={t.common.close}
      onClose={onClose}
    >
      <FormColumn onSubmit={submit}>
        <TextField
          label={texts.what}
          value={draft.what}
          maxLength={200}
          error={why.tried && wrong.what ? texts.needWhat : null}
          onChange={(event) => set({ what: event.target.value })}
        />
        <TextField
          type="date"
          label={texts.day}
          value={draft.on}
          error={why.tried && wrong.on ? texts.needDay : null}
          onChange={(event) => set({ on: event.target.value })}
        />
        <SelectField
          label={texts.every}
          value={draft.every}
          onChange={(event) => set({ every: event.target.value as AgreementMoment['every'] })}
        >
          {rhythms.map((every) => (
            <option key={every} value={every}>
              {texts.rhythms[every]}
            </option>
          ))}
        </SelectField>
        <Who value={draft.byId ?? ''} onChange={(personId) => set({ byId: personId || null })} />
        {why.field}
        {why.tried && isSame ? <Notice tone="calm">{texts.nothingChanged}</Notice> : null}
        <Button look="primary" type="submit" wide>
          {texts.submit}
        </Button>
      </FormColumn>
    </Sheet>
  )
}

/** Takes a moment out, and asks why. */
export const RemoveMomentSheet = ({
  channelId,
  content,
  moment,
  onClose,
}: Props & { moment: AgreementMoment }) => {
  const t = useTexts()
  const texts = useAgreementTexts()
  const change = useChangeAgreement(channelId)
  const [opened] = useState(content)
  const why = useWhy()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!why.check()) return
    change(opened.version, { moments: opened.moments.filter(({ id }) => id !== moment.id) }, why.reason)
    onClose()
  }
  return (
    <Sheet title={texts.removeMoment(moment.what)} closeLabel={t.common.close} onClose={onClose}>
      <FormColumn onSubmit={submit}>
        {why.field}
        <Button look="primary" type="submit" wide>
          {texts.removeShort}
        </Button>
      </FormColumn>
    </Sheet>
  )
}
