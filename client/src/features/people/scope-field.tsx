import { useManagingTexts } from '../../i18n/managing-texts.ts'
import { useReplica } from '../../ports/session.tsx'
import { type ChannelEntry, myChannels } from '../../replica/selectors.ts'
import { SelectField } from '../../ui/field.tsx'

/** Where something holds: everywhere, or in one channel. */
export const ScopeField = ({
  value,
  everywhere,
  only,
  onChange,
}: {
  value: string
  everywhere: boolean
  /** Which channels can be chosen. */
  only: (entry: ChannelEntry) => boolean
  onChange: (scope: string) => void
}) => {
  const t = useManagingTexts()
  const channels = useReplica(myChannels).filter(only)
  return (
    <SelectField
      label={t.people.moderatorWhere}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {everywhere ? <option value="all">{t.people.everywhere}</option> : null}
      {channels.map(({ channelId, content }) => (
        <option key={channelId} value={channelId}>
          {content.name}
        </option>
      ))}
    </SelectField>
  )
}
