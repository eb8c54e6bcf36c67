import type { PersonContent } from '@bijpraat/contract'
import { useMemo } from 'react'
import { useTexts } from '../i18n/i18n.tsx'
import type { Texts } from '../i18n/nl.ts'
import type { ReplicaState } from '../replica/replica.ts'
import { channelContent, personById } from '../replica/selectors.ts'
import type { ShutterLook } from '../ui/drawings/shutter-pattern.tsx'
import { useReplica } from './session.tsx'

export type ShownPerson = {
  personId: string | null
  name: string
  /** False for who has no directory, as who is not signed in. */
  known: boolean
  /** Works for the municipality: the badge comes from the directory, never from the name. */
  official: boolean
  gone: boolean
  /** The shutters of the first village. */
  look: ShutterLook | undefined
}

/** The name to show for a card of the directory, which signed-out readers do not have. */
export const shownName = (card: PersonContent | undefined, t: Texts): string => {
  if (card === undefined) return t.common.someone
  return card.gone ? t.common.leftPerson : card.name
}

const firstVillageLook = (state: ReplicaState, card: PersonContent | undefined) => {
  const villageId = card?.villageIds[0]
  return villageId === undefined ? undefined : channelContent(state, villageId)?.look
}

/** A person as shown beside what they wrote; changes live when the card does. */
export const usePerson = (personId: string | null): ShownPerson => {
  const t = useTexts()
  const card = useReplica((state) => (personId === null ? undefined : personById(state, personId)))
  const look = useReplica((state) => firstVillageLook(state, card))
  return useMemo(
    () => ({
      personId,
      name: shownName(card, t),
      known: card !== undefined,
      official: card?.role === 'official' && !card.gone,
      gone: card?.gone ?? false,
      look,
    }),
    [personId, card, look, t],
  )
}
