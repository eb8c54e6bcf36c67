import { setModerator } from '@bijpraat/contract'
import { ShieldCheck } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useManagingTexts } from '../../i18n/managing-texts.ts'
import { useChange } from '../../ports/use-ask.ts'
import { Button } from '../../ui/button.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { CardList, Row, Section } from '../../ui/list.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToast } from '../../ui/toasts.tsx'
import type { Subject } from './person-page.tsx'
import { ScopeField } from './scope-field.tsx'
import { useScopeNames } from './use-scope-names.ts'

const Held = ({ scope, onTake }: { scope: string; onTake: () => void }) => {
  const t = useManagingTexts()
  const [name = scope] = useScopeNames([scope])
  return (
    <Row
      sign={<ShieldCheck size={22} />}
      name={<bdi>{name}</bdi>}
      end={
        <Button look="quietDanger" onClick={onTake}>
          {t.people.moderatorTake}
        </Button>
      }
    />
  )
}

/** Gives and takes the right to moderate, everywhere or in one channel. */
export const ModeratorSection = ({ subject }: { subject: Subject }) => {
  const t = useManagingTexts()
  const toast = useToast()
  const [chosen, setScope] = useState('all')
  const { change, busy, error } = useChange(setModerator)
  const { personId, name, card } = subject
  const set = async (scope: string, on: boolean) => {
    if (await change({ personId, scope, on }))
      toast({ text: on ? t.people.moderatorGiven(name) : t.people.moderatorTaken(name) })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void set(chosen, true)
  }
  return (
    <Section title={t.people.moderator} aside={<p>{t.people.moderatorText}</p>}>
      {card.moderatorOf.length > 0 ? (
        <CardList>
          {card.moderatorOf.map((scope) => (
            <Held key={scope} scope={scope} onTake={() => void set(scope, false)} />
          ))}
        </CardList>
      ) : null}
      {error ? <Notice tone="danger">{error}</Notice> : null}
      <FormColumn onSubmit={submit}>
        <ScopeField value={chosen} everywhere only={({ content }) => !content.archived} onChange={setScope} />
        <Button type="submit" busy={busy}>
          {t.people.moderatorGive}
        </Button>
      </FormColumn>
    </Section>
  )
}
