import { addMember } from '@bijpraat/contract'
import { UserPlus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useManagingTexts } from '../../i18n/managing-texts.ts'
import { everyone } from '../../ports/directory.ts'
import { useReplica } from '../../ports/session.tsx'
import { useChange } from '../../ports/use-ask.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Section } from '../../ui/list.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Makes someone who is on Bijpraat already a member. */
export const AddMember = ({
  channelId,
  memberIds,
  onAdded,
}: {
  channelId: string
  memberIds: readonly string[]
  onAdded: () => void
}) => {
  const t = useManagingTexts()
  const toast = useToast()
  const all = useReplica(everyone)
  const [personId, setPersonId] = useState('')
  const { change, busy, error } = useChange(addMember)
  const others = all.filter((one) => !memberIds.includes(one.personId))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const chosen = others.find((one) => one.personId === personId)
    if (!chosen || !(await change({ channelId, personId }))) return
    toast({ text: t.members.added(chosen.card.name) })
    setPersonId('')
    onAdded()
  }
  return (
    <Section title={t.members.add}>
      {others.length === 0 ? (
        <p>{t.members.addNobody}</p>
      ) : (
        <FormColumn onSubmit={(event) => void submit(event)}>
          <SelectField
            label={t.members.choose}
            hint={t.members.addHint}
            error={error}
            value={personId}
            onChange={(event) => setPersonId(event.target.value)}
          >
            <option value="">{t.members.choose}</option>
            {others.map((one) => (
              <option key={one.personId} value={one.personId}>
                {one.card.name}
              </option>
            ))}
          </SelectField>
          <Button type="submit" busy={busy} icon={<UserPlus size={22} />}>
            {t.members.addButton}
          </Button>
        </FormColumn>
      )}
    </Section>
  )
}
