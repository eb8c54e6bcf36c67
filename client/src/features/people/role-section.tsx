import { type Role, setRole } from '@bijpraat/contract'
import { type FormEvent, useState } from 'react'
import { useManagingTexts } from '../../i18n/managing-texts.ts'
import { useChange } from '../../ports/use-ask.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Section } from '../../ui/list.tsx'
import { useToast } from '../../ui/toasts.tsx'
import type { Subject } from './person-page.tsx'

const roles: readonly Role[] = ['villager', 'official', 'admin']

/** Makes someone villager, official or administrator. */
export const RoleSection = ({ subject }: { subject: Subject }) => {
  const t = useManagingTexts()
  const toast = useToast()
  const [role, setChosen] = useState<Role>(subject.card.role)
  const { change, busy, error } = useChange(setRole)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await change({ personId: subject.personId, role }))
      toast({ text: t.people.roleChanged(subject.name, t.roles[role].toLowerCase()) })
  }
  return (
    <Section title={t.people.roleChange}>
      <FormColumn onSubmit={(event) => void submit(event)}>
        <SelectField
          label={t.people.role}
          value={role}
          error={error}
          onChange={(event) => setChosen(event.target.value as Role)}
        >
          {roles.map((one) => (
            <option key={one} value={one}>
              {t.roles[one]}
            </option>
          ))}
        </SelectField>
        <Button type="submit" busy={busy}>
          {t.people.roleChange}
        </Button>
      </FormColumn>
    </Section>
  )
}
