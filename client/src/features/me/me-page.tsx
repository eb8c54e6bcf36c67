import type { Me } from '@bijpraat/contract'
import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Language } from '../../i18n/dates.ts'
import { languageNames } from '../../i18n/i18n.tsx'
import { useManagingI18n } from '../../i18n/managing-texts.ts'
import { paths } from '../../ports/paths.ts'
import { usePerson } from '../../ports/people.ts'
import { createsKinds } from '../../ports/rights.ts'
import { useReplica } from '../../ports/session.tsx'
import { myChannels } from '../../replica/selectors.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Avatar } from '../../ui/drawings/avatar.tsx'
import { ChoiceField } from '../../ui/field.tsx'
import { CardList, Row, RowLink, Section } from '../../ui/list.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ConfirmAddress } from './confirm-address.tsx'
import { KeepingField } from './keeping-field.tsx'
import { NameForm } from './name-form.tsx'
import { Sessions } from './sessions.tsx'
import { SignOutSection } from './sign-out-section.tsx'

const LanguageField = () => {
  const { t, language, setLanguage } = useManagingI18n()
  const choices = Object.entries(languageNames).map(([value, name]) => ({ value: value as Language, name }))
  return <ChoiceField label={t.me.language} choices={choices} value={language} onChange={setLanguage} />
}

const Bans = ({ me }: { me: Me }) => {
  const { t, dates } = useManagingI18n()
  const now = Date.now()
  const held = me.bans.filter(({ until }) => until === null || until > now)
  if (held.length === 0) return null
  return (
    <Notice tone="danger" title={t.me.bans}>
      {held.map((ban) => (
        <p key={ban.scope}>
          <bdi>{ban.reason}</bdi> {ban.until === null ? '' : t.composer.bannedUntil(dates.date(ban.until))}
        </p>
      ))}
    </Notice>
  )
}

/** What is mine: name, language, address, devices, and the way out. */
export const MePage = ({
  me,
  forgetHere,
  choices,
}: {
  me: Me
  forgetHere: () => Promise<void>
  /** What other parts let a person choose. */
  choices: ReactNode
}) => {
  const { t } = useManagingI18n()
  const person = usePerson(me.personId)
  const villageIds = useReplica(myChannels).map(({ channelId }) => channelId)
  const creates = createsKinds(me, villageIds, Date.now()).length > 0
  return (
    <Page
      header={
        <PageHeader
          title={me.name}
          below={t.roles[me.role]}
          sign={<Avatar name={me.name} official={me.role === 'official'} look={person.look} />}
        />
      }
    >
      <Bans me={me} />
      {me.confirmBy === null ? null : <ConfirmAddress confirmBy={me.confirmBy} />}
      {creates ? (
        <ButtonLink href={paths.newChannel} icon={<Plus size={22} />}>
          {t.channels.new}
        </ButtonLink>
      ) : null}
      <NameForm name={me.name} />
      <LanguageField />
      {choices}
      {me.email === null ? null : (
        <CardList>
          <Row name={t.me.email} below={`${me.email}. ${t.me.emailHint}`} />
        </CardList>
      )}
      <KeepingField />
      <Sessions />
      <SignOutSection forgetHere={forgetHere} />
      <Section title="Bijpraat">
        <CardList>
          <RowLink href={paths.houseRules} name={t.shell.houseRules} />
          <RowLink href={paths.privacy} name={t.shell.privacy} />
        </CardList>
      </Section>
    </Page>
  )
}
