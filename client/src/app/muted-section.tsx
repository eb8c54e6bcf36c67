import { Volume2 } from 'lucide-react'
import { useMuting } from '../features/mutes/use-muting.ts'
import { useChannelMuting } from '../features/push/use-channel-muting.ts'
import { useTexts } from '../i18n/i18n.tsx'
import { useOwnTexts } from '../i18n/own-texts.ts'
import { usePerson } from '../ports/people.ts'
import { useReplica } from '../ports/session.tsx'
import { mutedBy } from '../replica/muted.ts'
import { channelContent } from '../replica/selectors.ts'
import { Button } from '../ui/button.tsx'
import { CardList, Row, Section } from '../ui/list.tsx'

const Hear = ({ onClick }: { onClick: () => void }) => {
  const texts = useOwnTexts()
  return (
    <Button look="quiet" icon={<Volume2 size={20} />} onClick={onClick}>
      {texts.hear}
    </Button>
  )
}

const MutedChannel = ({ channelId }: { channelId: string }) => {
  const texts = useOwnTexts()
  const mute = useChannelMuting()
  const name = useReplica((state) => channelContent(state, channelId)?.name)
  return (
    <Row name={<bdi>{name ?? texts.elsewhere}</bdi>} end={<Hear onClick={() => mute(channelId, false)} />} />
  )
}

const MutedPerson = ({ personId }: { personId: string }) => {
  const mute = useMuting()
  const { name } = usePerson(personId)
  return <Row name={<bdi>{name}</bdi>} end={<Hear onClick={() => mute(personId, false)} />} />
}

/** On the own page: what one muted, to hear it again. */
export const MutedSection = () => {
  const t = useTexts()
  const { channels, persons } = useReplica(mutedBy)
  if (channels.size + persons.size === 0) return null
  return (
    <Section title={t.mute.muted}>
      <CardList>
        {[...channels].map((channelId) => (
          <MutedChannel key={channelId} channelId={channelId} />
        ))}
        {[...persons].map((personId) => (
          <MutedPerson key={personId} personId={personId} />
        ))}
      </CardList>
    </Section>
  )
}
