import { describeProject, type ProjectContent, projectStates } from '@bijpraat/contract'
import { X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useProjectTexts } from '../../i18n/projects-texts.ts'
import { everyone } from '../../ports/directory.ts'
import { useReplica } from '../../ports/session.tsx'
import { useChange } from '../../ports/use-ask.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useToast } from '../../ui/toasts.tsx'
import styles from './project-about.module.css'

const mostContacts = 10

/** Only what differs is sent, so that what someone else changed meanwhile stays. */
const differenceOf = (before: ProjectContent, after: ProjectContent): Partial<ProjectContent> =>
  Object.fromEntries(
    Object.entries(after).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof ProjectContent]),
    ),
  )

const Contacts = ({ ids, onChange }: { ids: readonly string[]; onChange: (ids: string[]) => void }) => {
  const texts = useProjectTexts()
  const all = useReplica(everyone)
  const chosen = all.filter(({ personId }) => ids.includes(personId))
  const others = all.filter(({ personId }) => !ids.includes(personId))
  return (
    <>
      {chosen.length > 0 ? (
        <ul className={styles.chosen}>
          {chosen.map(({ personId, card }) => (
            <li key={personId}>
              <Button
                look="quiet"
                icon={<X size={20} />}
                aria-label={texts.remove(card.name)}
                onClick={() => onChange(ids.filter((id) => id !== personId))}
              >
                <bdi>{card.name}</bdi>
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {chosen.length < mostContacts ? (
        <SelectField
          label={texts.contacts}
          hint={texts.contactsHint}
          value=""
          onChange={(event) => onChange([...ids, event.target.value])}
        >
          <option value="">{texts.choose}</option>
          {others.map(({ personId, card }) => (
            <option key={personId} value={personId}>
              {card.name}
            </option>
          ))}
        </SelectField>
      ) : null}
    </>
  )
}

/** Says what a project is for, how far it is and whom to ask. */
export const ProjectSheet = ({
  channelId,
  before,
  onClose,
}: {
  channelId: string
  before: ProjectContent
  onClose: () => void
}) => {
  const t = useTexts()
  const texts = useProjectTexts()
  const toast = useToast()
  const [opened] = useState(before)
  const [draft, setDraft] = useState(before)
  const { change, busy, error } = useChange(describeProject)
  const set = (more: Partial<ProjectContent>) => setDraft({ ...draft, ...more })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const wish = differenceOf(opened, draft)
    if (Object.keys(wish).length === 0) return onClose()
    if (!(await change({ channelId, ...wish }))) return
    toast({ text: texts.saved })
    onClose()
  }
  return (
    <Sheet title={texts.title} closeLabel={t.common.close} onClose={onClose}>
      <FormColumn onSubmit={(event) => void submit(event)}>
        <TextArea
          label={texts.goalAsk}
          hint={texts.goalHint}
          value={draft.goal}
          rows={2}
          maxLength={200}
          onChange={(event) => set({ goal: event.target.value })}
        />
        <TextArea
          label={texts.yieldAsk}
          hint={texts.yieldHint}
          value={draft.expectedYield}
          rows={2}
          maxLength={200}
          onChange={(event) => set({ expectedYield: event.target.value })}
        />
        <SelectField
          label={texts.state}
          value={draft.state}
          onChange={(event) => set({ state: event.target.value as ProjectContent['state'] })}
        >
          {projectStates.map((state) => (
            <option key={state} value={state}>
              {texts.states[state]}
            </option>
          ))}
        </SelectField>
        <Contacts ids={draft.contactIds} onChange={(contactIds) => set({ contactIds })} />
        {error ? <Notice tone="danger">{error}</Notice> : null}
        <Button look="primary" type="submit" busy={busy} wide>
          {texts.save}
        </Button>
      </FormColumn>
    </Sheet>
  )
}
