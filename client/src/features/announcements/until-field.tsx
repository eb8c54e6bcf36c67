import { useTexts } from '../../i18n/i18n.tsx'
import { dayOf } from '../../ports/days.ts'
import { TextField } from '../../ui/field.tsx'

/** The last day on which it stands pinned; empty until someone unpins it. */
export const UntilField = ({
  value,
  error,
  onChange,
}: {
  value: string
  error: string | null
  onChange: (day: string) => void
}) => {
  const t = useTexts()
  return (
    <TextField
      type="date"
      label={t.announcement.lastDay}
      hint={t.announcement.lastDayHint}
      value={value}
      min={dayOf(Date.now())}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
