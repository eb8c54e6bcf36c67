import { changeQuestion, takeQuestion } from '@bijpraat/contract'
import { type FormEvent, useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { dayOf, endOfDay } from '../../ports/days.ts'
import { everyone } from '../../ports/directory.ts'
import { useEngine, useMe, useReplica } from '../../ports/session.tsx'
import { withoutUnmeant } from '../../ports/without-unmeant.ts'
import { channelContent } from '../../replica/selectors.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import type { QuestionSheet } from './question-sheet.ts'
import { askedName, type Speech } from './question-words.ts'

const weekMs = 7 * 86_400_000

/** `same`: whose it is stays; `asked:`: who is asked becomes another. */
type Whose = 'same' | 'me' | 'team' | 'someone' | `asked:${string}`
type Draft = { whose: Whose; teamName: string; personId: string; day: string; reason: string }
type Field = 'teamName' | 'personId' | 'day' | 'reason'

const ownerOf = ({ whose, teamName, personId }: Draft, meId: string) => {
  if (whose === 'me') return { ownerId: meId }
  if (whose === 'someone') return { ownerId: personId }
  return whose === 'team' ? { teamName: withoutUnmeant(teamName).trim() } : {}
}

const wrongIn = (draft: Draft, asksDay: boolean, asksReason: boolean): ReadonlySet<Field> => {
  const wrong = new Set<Field>()
  const dueAt = endOfDay(draft.day)
  if (draft.whose === 'team' && draft.teamName.trim() === '') wrong.add('teamName')
  if (draft.whose === 'someone' && draft.personId === '') wrong.add('personId')
  if (asksDay && (dueAt === null || dueAt <= Date.now())) wrong.add('day')
  if (asksReason && draft.reason.trim() === '') wrong.add('reason')
  return wrong
}

const useDraft = (first: Draft) => {
  const [draft, setDraft] = useState(first)
  const [tried, setTried] = useState(false)
  return { draft, set: (more: Partial<Draft>) => setDraft({ ...draft, ...more }), tried, setTried }
}

type FormProps = {
  draft: Draft
  set: (more: Partial<Draft>) => void
  wrong: ReadonlySet<Field>
  speech: Speech
}

const WhoseFields = ({
  draft,
  set,
  wrong,
  speech,
  asked,
}: FormProps & { asked: readonly (string | null)[] | null }) => {
  const { texts } = speech
  const people = useReplica(everyone)
  return (
    <>
      <SelectField
        label={texts.whose}
        value={draft.whose}
        onChange={(event) => set({ whose: event.target.value as Whose })}
      >
        {asked === null ? null : <option value="same">{texts.same}</option>}
        <option value="me">{texts.me}</option>
        <option value="team">{texts.team}</option>
        <option value="someone">{texts.someone}</option>
        {asked?.map((villageId) => (
          <option key={villageId ?? ''} value={`asked:${villageId ?? ''}`}>
            {texts.asked(askedName(villageId, speech))}
          </option>
        ))}
      </SelectField>
      {draft.whose === 'team' ? (
        <TextField
          label={texts.teamName}
          value={draft.teamName}
          maxLength={80}
          error={wrong.has('teamName') ? texts.teamName : null}
          onChange={(event) => set({ teamName: event.target.value })}
        />
      ) : null}
      {draft.whose === 'someone' ? (
        <SelectField
          label={texts.person}
          value={draft.personId}
          error={wrong.has('personId') ? texts.choose : null}
          onChange={(event) => set({ personId: event.target.value })}
        >
          <option value="">{texts.choose}</option>
          {people.map(({ personId, card }) => (
            <option key={personId} value={personId}>
              {card.name}
            </option>
          ))}
        </SelectField>
      ) : null}
    </>
  )
}

const DayField = ({ draft, set, wrong, speech: { texts } }: FormProps) => (
  <TextField
    type="date"
    label={texts.due}
    hint={texts.dueHint}
    value={draft.day}
    min={dayOf(Date.now())}
    error={wrong.has('day') ? texts.dueWrong : null}
    onChange={(event) => set({ day: event.target.value })}
  />
)

/** Promises an answer. Goes by the outbox, so also offline. */
export const TakeSheet = ({ channelId, item, speech, onClose }: QuestionSheet) => {
  const t = useTexts()
  const engine = useEngine()
  const meId = useMe()?.personId ?? ''
  const { texts, now } = speech
  const nobody = { teamName: '', personId: '', reason: '' }
  const { draft, set, tried, setTried } = useDraft({ whose: 'me', day: dayOf(now + weekMs), ...nobody })
  const wrong = wrongIn(draft, true, false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const dueAt = endOfDay(draft.day)
    if (wrong.size > 0 || dueAt === null) return
    engine.command(takeQuestion, { channelId, itemId: item.id, ...ownerOf(draft, meId), dueAt })
    onClose()
  }
  const form = { draft, set, wrong: tried ? wrong : new Set<Field>(), speech }
  return (
    <Sheet title={texts.takeTitle} closeLabel={t.common.close} onClose={onClose}>
      <FormColumn onSubmit={submit}>
        <WhoseFields {...form} asked={null} />
        <DayField {...form} />
        <Button look="primary" type="submit" wide>
          {texts.promise}
        </Button>
      </FormColumn>
    </Sheet>
  )
}

/** Whom else the question can be put to: the municipality and the villages of its channel. */
const useOthersAsked = (channelId: string, villageId: string | null): (string | null)[] => {
  const content = useReplica((state) => channelContent(state, channelId))
  const villages = content?.kind === 'village' ? [channelId] : (content?.villageIds ?? [])
  return [null, ...villages].filter((asked) => asked !== villageId)
}

/** Hands a question over, or puts the answer off, and says why. */
export const HandOverSheet = ({ channelId, item, content, speech, onClose }: QuestionSheet) => {
  const t = useTexts()
  const engine = useEngine()
  const meId = useMe()?.personId ?? ''
  const { texts } = speech
  const isTaken = content.state === 'taken'
  const others = useOthersAsked(channelId, content.villageId)
  const first = { day: dayOf(content.dueAt), teamName: '', personId: '', reason: '' }
  const passedOn: Whose = `asked:${others[0] ?? ''}`
  const { draft, set, tried, setTried } = useDraft({ whose: isTaken ? 'same' : passedOn, ...first })
  const isPassedOn = draft.whose.startsWith('asked:')
  const moved = isTaken && !isPassedOn && draft.day !== first.day
  const wrong = wrongIn(draft, moved, true)
  const isSame = draft.whose === 'same' && !moved
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const dueAt = endOfDay(draft.day)
    if (wrong.size > 0 || isSame) return
    const owner = isPassedOn
      ? { villageId: draft.whose.slice('asked:'.length) || null }
      : ownerOf(draft, meId)
    engine.command(changeQuestion, {
      channelId,
      itemId: item.id,
      set: { ...owner, ...(moved && dueAt !== null ? { dueAt } : {}) },
      reason: withoutUnmeant(draft.reason).trim(),
    })
    onClose()
  }
  const form = { draft, set, wrong: tried ? wrong : new Set<Field>(), speech }
  return (
    <Sheet title={texts.handOverTitle} closeLabel={t.common.close} onClose={onClose}>
      <FormColumn onSubmit={submit}>
        {isTaken ? (
          <>
            <WhoseFields {...form} asked={others} />
            {isPassedOn ? null : <DayField {...form} />}
          </>
        ) : (
          <SelectField
            label={texts.toWhom}
            value={draft.whose}
            onChange={(event) => set({ whose: event.target.value as Whose })}
          >
            {others.map((villageId) => (
              <option key={villageId ?? ''} value={`asked:${villageId ?? ''}`}>
                {askedName(villageId, speech)}
              </option>
            ))}
          </SelectField>
        )}
        <TextArea
          label={texts.why}
          hint={texts.whyHint}
          value={draft.reason}
          rows={2}
          maxLength={500}
          error={form.wrong.has('reason') ? texts.needWhy : null}
          onChange={(event) => set({ reason: event.target.value })}
        />
        {tried && isSame ? <Notice tone="calm">{texts.nothingChanged}</Notice> : null}
        <Button look="primary" type="submit" wide>
          {texts.save}
        </Button>
      </FormColumn>
    </Sheet>
  )
}
