import { useMemo } from 'react'
import { useAgreementTexts } from '../../i18n/agreement-texts.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { shownName } from '../../ports/people.ts'
import { useReplica, useReplicaView } from '../../ports/session.tsx'
import { personById } from '../../replica/selectors.ts'
import type { Speech } from './agreement-words.ts'

/** How days and people of an agreement are said; anew when people are called otherwise. */
export const useAgreementSpeech = (): Speech => {
  const { t, dates } = useI18n()
  const texts = useAgreementTexts()
  const { getState } = useReplicaView()
  const channels = useReplica((state) => state.channels)
  return useMemo(
    () => ({
      texts,
      sayDay: (day) => dates.date(new Date(`${day}T12:00`).getTime()),
      sayTime: (ms) => dates.date(ms),
      nameOf: (personId) =>
        shownName(personId === null ? undefined : personById({ ...getState(), channels }, personId), t),
    }),
    [texts, channels, getState, t, dates],
  )
}
