import { useOwnTexts } from '../../i18n/own-texts.ts'
import { useReplica } from '../../ports/session.tsx'
import { Section } from '../../ui/list.tsx'
import { scheduledBy } from './scheduled-items.ts'
import { ScheduledList } from './scheduled-list.tsx'

/** On the own page: what is to be sent later in any channel, also in one that is closed to this person by now. */
export const ScheduledSection = () => {
  const texts = useOwnTexts()
  const list = useReplica(scheduledBy)
  if (list.length === 0) return null
  return (
    <Section title={texts.later}>
      <ScheduledList list={list} named />
    </Section>
  )
}
