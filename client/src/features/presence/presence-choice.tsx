import { useTexts } from '../../i18n/i18n.tsx'
import { ChoiceField } from '../../ui/field.tsx'
import { chooseSeen, useSeen } from './seen.ts'

export const PresenceChoice = () => {
  const t = useTexts()
  const seen = useSeen()
  return (
    <ChoiceField
      label={t.presence.choice}
      choices={[
        { value: 'seen', name: t.presence.seen },
        { value: 'unseen', name: t.presence.unseen },
      ]}
      value={seen ? 'seen' : 'unseen'}
      onChange={(value) => chooseSeen(value === 'seen')}
    />
  )
}
