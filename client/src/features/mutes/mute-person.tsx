import { Volume2, VolumeX } from 'lucide-react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useOwnTexts } from '../../i18n/own-texts.ts'
import { useMe, useReplica } from '../../ports/session.tsx'
import { isPersonMuted } from '../../replica/muted.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/list.tsx'
import { useMuting } from './use-muting.ts'

/** On the page of a person: whether one hears them. */
export const MutePerson = ({ personId }: { personId: string }) => {
  const t = useTexts()
  const texts = useOwnTexts()
  const me = useMe()
  const put = useMuting()
  const muted = useReplica((state) => isPersonMuted(state, personId))
  if (!me || me.personId === personId) return null
  return (
    <Section title={texts.mutePerson}>
      <p>{muted ? texts.isMuted : texts.mutePersonText}</p>
      <Button
        icon={muted ? <Volume2 size={22} /> : <VolumeX size={22} />}
        onClick={() => put(personId, !muted)}
      >
        {muted ? t.mute.hearPerson : t.mute.mutePerson}
      </Button>
    </Section>
  )
}
