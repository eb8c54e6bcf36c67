import { addToPlan, changePlan, newPlanPart, type PlanWish, planSorts, planStates } from '@bijpraat/contract'
import { type FormEvent, useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { usePlanTexts } from '../../i18n/plan-texts.ts'
import { everyone } from '../../ports/directory.ts'
import { useEngine, useMe, useReplica } from '../../ports/session.tsx'
import { Button } from '../../ui/button.tsx'
import { ChoiceField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import {
  differenceOf,
  draftOf,
  type PartDraft,
  type PlanSet,
  reasonOf,
  wishOf,
  wrongIn,
} from './part-draft.ts'
import styles from './plan.module.css'
import { lastPlace, type PlanPart, type PlanTree, rowOf } from './plan-tree.ts'

type FormProps = {
  draft: PartDraft
  set: (more: Partial<PartDraft>) => void
  wrong: ReadonlySet<string>
}

const Owner = ({ draft, set, wrong }: FormProps) => {
  const texts = usePlanTexts()
  const people = useReplica(everyone)
  return (
    <>
      <SelectField
        label={texts.owner}
        value={draft.owner}
        onChange={(event) => set({ owner: event.target.value as PartDraft['owner'] })}
      >
        <option value="nobody">{texts.nobody}</option>
        <option value="me">{texts.me}</option>
        <option value="group">{texts.group}</option>
        <option value="someone">{texts.someone}</option>
      </SelectField>
      {draft.owner === 'group' ? (
        <TextField
          label={texts.groupName}
          value={draft.groupName}
          maxLength={80}
          error={wrong.has('groupName') ? texts.groupName : null}
          onChange={(event) => set({ groupName: event.target.value })}
        />
      ) : null}
      {draft.owner === 'someone' ? (
        <SelectField
          label={texts.person}
          value={draft.personId}
          error={wrong.has('personId') ? texts.person : null}
          onChange={(event) => set({ personId: event.target.value })}
        >
          <option value="">{texts.nobody}</option>
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

const Dates = ({ draft, set, wrong }: FormProps) => {
  const texts = usePlanTexts()
  return (
    <div className={styles.two}>
      <TextField
        type="date"
        label={texts.from}
        value={draft.from}
        onChange={(event) => set({ from: event.target.value })}
      />
      <TextField
        type="date"
        label={texts.until}
        value={draft.until}
        error={wrong.has('until') ? texts.untilFirst : null}
        onChange={(event) => set({ until: event.target.value })}
      />
    </div>
  )
}

const Why = ({ draft, set, wrong, needed }: FormProps & { needed: boolean }) => {
  const texts = usePlanTexts()
  return (
    <TextArea
      label={needed ? texts.why : texts.whyAdd}
      hint={texts.whyHint}
      value={draft.reason}
      rows={2}
      maxLength={500}
      error={wrong.has('reason') ? texts.needWhy : null}
      onChange={(event) => set({ reason: event.target.value })}
    />
  )
}

const Fields = ({ tree, isNew, ...form }: FormProps & { tree: PlanTree; isNew: boolean }) => {
  const { draft, set, wrong } = form
  const texts = usePlanTexts()
  return (
    <>
      {isNew ? (
        <ChoiceField
          label={texts.sort}
          choices={planSorts.map((value) => ({
            value,
            name: texts.sorts[value],
            about: texts.sortsAbout[value],
          }))}
          value={draft.sort}
          onChange={(sort) => set({ sort })}
        />
      ) : null}
      <TextField
        label={texts.title}
        value={draft.title}
        maxLength={120}
        error={wrong.has('title') ? texts.needTitle : null}
        onChange={(event) => set({ title: event.target.value })}
      />
      <Dates {...form} />
      <Owner {...form} />
      {draft.sort === 'milestone' || tree.milestones.length === 0 ? null : (
        <SelectField
          label={texts.under}
          value={draft.underId}
          onChange={(event) => set({ underId: event.target.value })}
        >
          <option value="">{texts.noMilestone}</option>
          {tree.milestones.map(({ milestone }) => (
            <option key={milestone.id} value={milestone.id}>
              {milestone.content.title}
            </option>
          ))}
        </SelectField>
      )}
      {isNew ? null : (
        <SelectField
          label={texts.state}
          value={draft.state}
          onChange={(event) => set({ state: event.target.value as PartDraft['state'] })}
        >
          {planStates.map((state) => (
            <option key={state} value={state}>
              {texts.states[state]}
            </option>
          ))}
        </SelectField>
      )}
      <TextArea
        label={texts.note}
        value={draft.note}
        rows={2}
        maxLength={2000}
        onChange={(event) => set({ note: event.target.value })}
      />
    </>
  )
}

const useDraft = (first: PartDraft, asksReason: boolean) => {
  const [draft, setDraft] = useState(first)
  const [tried, setTried] = useState(false)
  const wrong = wrongIn(draft, asksReason)
  const form: FormProps = {
    draft,
    set: (more) => setDraft({ ...draft, ...more }),
    wrong: tried ? wrong : new Set(),
  }
  const isWhole = () => {
    setTried(true)
    return wrong.size === 0
  }
  return { form, tried, isWhole }
}

/** Puts something in the plan. Goes by the outbox, so also offline. */
export const AddSheet = ({
  channelId,
  tree,
  underId,
  onClose,
}: {
  channelId: string
  tree: PlanTree
  /** The milestone that it belongs to, if one was chosen. */
  underId: string | null
  onClose: () => void
}) => {
  const t = useTexts()
  const texts = usePlanTexts()
  const engine = useEngine()
  const meId = useMe()?.personId ?? null
  const sort = underId === null && tree.milestones.length === 0 ? 'milestone' : underId ? 'step' : 'action'
  const empty = newPlanPart(sort, { title: '', place: 0, underId })
  const { form, isWhole } = useDraft(draftOf(empty, meId), false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isWhole()) return
    const wish = wishOf(form.draft, meId)
    const row = rowOf(tree, { id: '', content: { ...empty, ...wish, sort: form.draft.sort }, owed: false })
    const reason = reasonOf(form.draft)
    engine.command(addToPlan, {
      channelId,
      sort: form.draft.sort,
      ...wish,
      place: lastPlace(row),
      ...(reason === '' ? {} : { reason }),
    })
    onClose()
  }
  return (
    <Sheet title={texts.addTitle} closeLabel={t.common.close} onClose={onClose}>
      <FormColumn onSubmit={submit}>
        <Fields {...form} tree={tree} isNew />
        <Why {...form} needed={false} />
        <Button look="primary" type="submit" wide>
          {texts.submit}
        </Button>
      </FormColumn>
    </Sheet>
  )
}

/** Changes a part and asks why: all of it, or only what was chosen before (`only`, with a title that says so). */
export const ChangeSheet = ({
  channelId,
  tree,
  part,
  only,
  onClose,
}: {
  channelId: string
  tree: PlanTree
  part: PlanPart
  only: { title: string; set: PlanWish } | null
  onClose: () => void
}) => {
  const t = useTexts()
  const texts = usePlanTexts()
  const engine = useEngine()
  const meId = useMe()?.personId ?? null
  const { form, tried, isWhole } = useDraft(draftOf(part.content, meId), true)
  const set = only?.set ?? differenceOf(part.content, wishOf(form.draft, meId))
  const isSame = Object.keys(set).length === 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isWhole() || isSame) return
    engine.command(changePlan, {
      channelId,
      partId: part.id,
      set: set as PlanSet,
      reason: reasonOf(form.draft),
    })
    onClose()
  }
  return (
    <Sheet
      title={only?.title ?? texts.changeTitle(part.content.title)}
      closeLabel={t.common.close}
      onClose={onClose}
    >
      <FormColumn onSubmit={submit}>
        {only ? <p>{part.content.title}</p> : <Fields {...form} tree={tree} isNew={false} />}
        <Why {...form} needed />
        {tried && isSame ? <Notice tone="calm">{texts.nothingChanged}</Notice> : null}
        <Button look="primary" type="submit" wide>
          {texts.submit}
        </Button>
      </FormColumn>
    </Sheet>
  )
}
