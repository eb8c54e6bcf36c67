import { useI18n } from '../../i18n/i18n.tsx'
import { useOwnTexts } from '../../i18n/own-texts.ts'
import { useNow } from '../../ports/use-now.ts'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { fieldsOf, momentOf, mondayMorning, tomorrowMorning } from './moments.ts'
import styles from './scheduled.module.css'

export type Moment = { which: 'tomorrow' | 'monday' | 'own'; day: string; time: string }

/** A first choice; for what has a moment already, that one. */
export const momentOfOwn = (sendAt: number | null, now: number): Moment =>
  sendAt === null
    ? { which: 'tomorrow', ...fieldsOf(tomorrowMorning(now)) }
    : { which: 'own', ...fieldsOf(sendAt) }

/** The moment that was chosen; null for none. */
export const chosenMoment = ({ which, day, time }: Moment, now: number): number | null => {
  switch (which) {
    case 'tomorrow':
      return tomorrowMorning(now)
    case 'monday':
      return mondayMorning(now)
    case 'own':
      return momentOf(day, time)
  }
}

/** When it goes out, by the clock of this device. */
export const MomentField = ({
  value,
  error,
  onChange,
}: {
  value: Moment
  error: string | null
  onChange: (value: Moment) => void
}) => {
  const { dates } = useI18n()
  const texts = useOwnTexts()
  const now = useNow()
  return (
    <>
      <ChoiceField<Moment['which']>
        label={texts.when}
        choices={[
          { value: 'tomorrow', name: texts.tomorrow, about: dates.deadline(tomorrowMorning(now), now) },
          { value: 'monday', name: texts.monday, about: dates.deadline(mondayMorning(now), now) },
          { value: 'own', name: texts.ownMoment },
        ]}
        value={value.which}
        onChange={(which) => onChange({ ...value, which })}
      />
      {value.which === 'own' ? (
        <div className={styles.moment}>
          <TextField
            type="date"
            label={texts.day}
            value={value.day}
            min={fieldsOf(now).day}
            error={error}
            onChange={(event) => onChange({ ...value, day: event.target.value })}
          />
          <TextField
            type="time"
            label={texts.time}
            value={value.time}
            onChange={(event) => onChange({ ...value, time: event.target.value })}
          />
        </div>
      ) : null}
    </>
  )
}
