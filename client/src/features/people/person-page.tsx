import type { Me, PersonContent } from '@bijpraat/contract'
import type { ReactNode } from 'react'
import { useManagingI18n } from '../../i18n/managing-texts.ts'
import { paths } from '../../ports/paths.ts'
import { usePerson } from '../../ports/people.ts'
import { isStaff } from '../../ports/rights.ts'
import { useMe, useReplica } from '../../ports/session.tsx'
import { personById } from '../../replica/selectors.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Avatar } from '../../ui/drawings/avatar.tsx'
import { Empty } from '../../ui/empty.tsx'
import { CardList, Row } from '../../ui/list.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { BanSection } from './ban-section.tsx'
import { FreshInvitation } from './fresh-invitation.tsx'
import { ModeratorSection } from './moderator-section.tsx'
import { PersonBadges } from './person-badges.tsx'
import { RoleSection } from './role-section.tsx'
import { useScopeNames } from './use-scope-names.ts'

export type Subject = { personId: string; name: string; card: PersonContent }

const About = ({ card }: { card: PersonContent }) => {
  const { t, list } = useManagingI18n()
  const villages = useScopeNames(card.villageIds)
  const scopes = useScopeNames(card.moderatorOf)
  return (
    <CardList>
      <Row
        name={t.people.role}
        below={
          <>
            {card.role === 'villager' ? t.roles.villager : null} <PersonBadges card={card} />
          </>
        }
      />
      {villages.length > 0 ? <Row name={t.people.villages} below={list(villages)} /> : null}
      {card.moderatorOf.length > 0 ? (
        <Row
          name={t.roles.moderator}
          below={
            card.moderatorOf.includes('all') ? t.people.moderatorAll : t.people.moderatorOf(list(scopes))
          }
        />
      ) : null}
    </CardList>
  )
}

/** Only what I may do; the server asks again. Bans are for villagers. */
const Acts = ({ subject, me }: { subject: Subject; me: Me }) => {
  const admin = me.role === 'admin'
  const moderator = admin || me.moderatorOf.length > 0
  const self = subject.personId === me.personId
  if (subject.card.gone) return null
  return (
    <>
      {admin && !self ? <RoleSection subject={subject} /> : null}
      {admin ? <ModeratorSection subject={subject} /> : null}
      {moderator && !self && subject.card.role === 'villager' ? (
        <BanSection subject={subject} me={me} />
      ) : null}
      {(moderator || isStaff(me)) && !self ? <FreshInvitation subject={subject} /> : null}
    </>
  )
}

/** One person, and what administrators and moderators may do. */
export const PersonPage = ({
  personId,
  choices,
}: {
  personId: string
  /** What other parts let one choose about this person. */
  choices: ReactNode
}) => {
  const { t } = useManagingI18n()
  const me = useMe()
  const person = usePerson(personId)
  const card = useReplica((state) => personById(state, personId))
  const back = { href: paths.people, label: t.common.back, always: true }
  if (!card)
    return (
      <Page header={<PageHeader title={t.people.title} back={back} />}>
        <Empty title={t.people.unknown} text={t.people.unknownText} lit={0} />
      </Page>
    )
  return (
    <Page
      header={
        <PageHeader
          title={person.name}
          sign={<Avatar name={person.name} official={person.official} look={person.look} />}
          back={back}
        />
      }
    >
      <About card={card} />
      {me?.personId === personId ? <ButtonLink href={paths.me}>{t.me.title}</ButtonLink> : null}
      {card.gone ? null : choices}
      {me ? <Acts subject={{ personId, name: person.name, card }} me={me} /> : null}
    </Page>
  )
}
