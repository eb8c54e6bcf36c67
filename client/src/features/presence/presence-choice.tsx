import { useTexts } from '../../i18n/i18n.tsx'
import { keepMine, useMine } from '../../ports/kept-here.ts'
import { ChoiceField } from '../../ui/field.tsx'

const key = 'unseen'

/** Whether others may see that this person is here and writes; chosen on each device. */
export const useSeen = (): boolean => useMine(key) === null

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
      onChange={(value) => keepMine(key, value === 'seen' ? null : value)}
    />
  )
}
