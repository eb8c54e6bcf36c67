import { directoryId, listMembers, type OutputOf, removeMember } from '@bijpraat/contract'
import { Landmark, ShieldCheck, UserMinus } from 'lucide-react'
import { useState } from 'react'
import { useManagingI18n } from '../../i18n/managing-texts.ts'
import { usePerson } from '../../ports/people.ts'
import { refusalText } from '../../ports/refusal-text.ts'
import { useMe, useReplica } from '../../ports/session.tsx'
import { useChange } from '../../ports/use-ask.ts'
import { useFetched } from '../../ports/use-fetched.ts'
import { channelContent } from '../../replica/selectors.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx'
import { Avatar } from '../../ui/drawings/avatar.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { CardList, Row, Section } from '../../ui/list.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { AddMember } from './add-member.tsx'

type Member = OutputOf<typeof listMembers>['members'][number]

const MemberRow = ({ member, onRemove }: { member: Member; onRemove: ((name: string) => void) | null }) => {
  const { t, dates } = useManagingI18n()
  const person = usePerson(member.personId)
  const meId = useMe()?.personId
  const through = useReplica((state) =>
    member.through === undefined ? undefined : channelContent(state, member.through)?.name,
  )
  const since = member.through ? t.members.through(through ?? '…') : t.members.since(dates.date(member.since))
  return (
    <Row
      sign={<Avatar name={person.name} official={person.official} look={person.look} />}
      name={
        <>
          <bdi>{person.name}</bdi>
          {person.official ? (
            <Badge tone="official" icon={<Landmark size={16} />}>
              {t.roles.official}
            </Badge>
          ) : null}
          {member.moderator ? (
            <Badge tone="action" icon={<ShieldCheck size={16} />}>
              {t.roles.moderator}
            </Badge>
          ) : null}
        </>
      }
      below={member.personId === meId ? `${t.members.you}. ${since}` : since}
      end={
        onRemove && member.through === undefined && member.personId !== meId ? (
          <IconButton
            icon={<UserMinus size={22} />}
            label={t.members.removeShort}
            aria-label={`${t.members.removeShort}: ${person.name}`}
            onClick={() => onRemove(person.name)}
          />
        ) : null
      }
    />
  )
}

const Removing = ({
  channelId,
  personId,
  name,
  onDone,
}: {
  channelId: string
  personId: string
  name: string
  onDone: (removed: boolean) => void
}) => {
  const { t } = useManagingI18n()
  const toast = useToast()
  const { change, busy, error } = useChange(removeMember)
  const remove = async () => {
    if (!(await change({ channelId, personId }))) return
    toast({ text: t.members.removed(name) })
    onDone(true)
  }
  return (
    <ConfirmSheet
      title={t.members.removeTitle(name)}
      text={t.members.removeText}
      confirm={t.members.remove}
      cancel={t.common.cancel}
      closeLabel={t.common.close}
      busy={busy}
      error={error}
      onConfirm={() => void remove()}
      onClose={() => onDone(false)}
    />
  )
}

/** Who belongs to a channel; those who run it add and remove. */
export const MembersList = ({ channelId, runs }: { channelId: string; runs: boolean }) => {
  const { t } = useManagingI18n()
  const { fetched, again } = useFetched(listMembers, { channelId })
  const knowsPeople = useReplica((state) => state.channels.has(directoryId))
  const [removing, setRemoving] = useState<{ personId: string; name: string } | null>(null)
  if (fetched.state === 'loading') return <Loading label={t.common.loading} rows={4} />
  if (fetched.state === 'refused')
    return (
      <Notice
        tone="danger"
        title={t.members.failed}
        action={<Button onClick={again}>{t.common.tryAgain}</Button>}
      >
        {refusalText(fetched.refusal, t)}
      </Notice>
    )
  const { members } = fetched.data
  return (
    <>
      <Section title={t.common.people(members.length)}>
        <CardList>
          {members.map((member) => (
            <MemberRow
              key={`${member.personId} ${member.through ?? ''}`}
              member={member}
              onRemove={runs ? (name) => setRemoving({ personId: member.personId, name }) : null}
            />
          ))}
        </CardList>
      </Section>
      {runs && knowsPeople ? (
        <AddMember
          channelId={channelId}
          memberIds={members.filter(({ through }) => !through).map(({ personId }) => personId)}
          onAdded={again}
        />
      ) : null}
      {removing ? (
        <Removing
          channelId={channelId}
          {...removing}
          onDone={(removed) => {
            setRemoving(null)
            if (removed) again()
          }}
        />
      ) : null}
    </>
  )
}
