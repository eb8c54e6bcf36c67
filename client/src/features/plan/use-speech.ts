import { useMemo } from 'react'
import { useI18n, useTexts } from '../../i18n/i18n.tsx'
import { usePlanTexts } from '../../i18n/plan-texts.ts'
import { shownName } from '../../ports/people.ts'
import { useReplicaView } from '../../ports/session.tsx'
import { personById } from '../../replica/selectors.ts'
import { dayOf, daySayer } from './plan-words.ts'

/** How dates and people of a plan are said, from now. */
export const useSpeech = (now: number) => {
  const { language } = useI18n()
  const t = useTexts()
  const texts = usePlanTexts()
  const { getState } = useReplicaView()
  const today = dayOf(now)
  return useMemo(
    () => ({
      texts,
      today,
      say: daySayer(language, Date.parse(today)),
      nameOf: (personId: string) => shownName(personById(getState(), personId), t),
    }),
    [texts, today, language, getState, t],
  )
}

export type Speech = ReturnType<typeof useSpeech>
