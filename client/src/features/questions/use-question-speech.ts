import { useMemo } from 'react'
import { useI18n } from '../../i18n/i18n.tsx'
import { useQuestionTexts } from '../../i18n/questions-texts.ts'
import { shownName } from '../../ports/people.ts'
import { useReplica, useReplicaView } from '../../ports/session.tsx'
import { useNow } from '../../ports/use-now.ts'
import { channelContent, personById } from '../../replica/selectors.ts'
import type { Speech } from './question-words.ts'

/** How what has to do with questions is said; anew when people or villages are called otherwise. */
export const useQuestionSpeech = (): Speech => {
  const { t, dates } = useI18n()
  const texts = useQuestionTexts()
  const now = useNow()
  const { getState } = useReplicaView()
  const channels = useReplica((state) => state.channels)
  return useMemo(
    () => ({
      texts,
      now,
      nameOf: (personId) => shownName(personById({ ...getState(), channels }, personId), t),
      villageOf: (villageId) =>
        channelContent({ ...getState(), channels }, villageId)?.name ?? texts.someVillage,
      say: (ms) => dates.day(ms, now),
    }),
    [texts, now, channels, getState, t, dates],
  )
}
