import { useDeferredValue, useState } from 'react'
import { useManagingI18n } from '../../i18n/managing-texts.ts'
import { type DirectoryEntry, everyone } from '../../ports/directory.ts'
import { paths } from '../../ports/paths.ts'
import { usePerson } from '../../ports/people.ts'
import { plainName } from '../../ports/plain-name.ts'
import { useReplica } from '../../ports/session.tsx'
import { isComing } from '../../replica/selectors.ts'
import { Avatar } from '../../ui/drawings/avatar.tsx'
import { Empty } from '../../ui/empty.tsx'
import { TextField } from '../../ui/field.tsx'
import { CardList, RowLink } from '../../ui/list.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { PersonBadges } from './person-badges.tsx'
import { useScopeNames } from './use-scope-names.ts'

const PersonRow = ({ entry }: { entry: DirectoryEntry }) => {
  const { list } = useManagingI18n()
  const person = usePerson(entry.personId)
  const villages = useScopeNames(entry.card.villageIds)
  return (
    <RowLink
      href={paths.person(entry.personId)}
      sign={<Avatar name={person.name} official={person.official} look={person.look} />}
      name={
        <>
          <bdi>{person.name}</bdi>
          <PersonBadges card={entry.card} />
        </>
      }
      below={villages.length > 0 ? list(villages) : null}
    />
  )
}

const NobodyYet = () => {
  const { t } = useManagingI18n()
  const coming = useReplica(isComing)
  if (coming) return <Loading label={t.common.loading} rows={6} />
  return <Empty title={t.people.empty} text={t.people.emptyText} lit={0} />
}

/** Everyone on Bijpraat, with what they are. */
export const PeoplePage = () => {
  const { t } = useManagingI18n()
  const all = useReplica(everyone)
  const [wanted, setWanted] = useState('')
  const search = plainName(useDeferredValue(wanted).trim())
  const found = all.filter(({ card }) => plainName(card.name).includes(search))
  return (
    <Page
      header={
        <PageHeader title={t.people.title} below={all.length > 0 ? t.common.people(all.length) : null} />
      }
    >
      {all.length === 0 ? (
        <NobodyYet />
      ) : (
        <TextField
          label={t.people.search}
          type="search"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      {all.length > 0 && found.length === 0 ? (
        <Empty title={t.people.none} text={t.people.noneText} lit={0} />
      ) : null}
      {found.length > 0 ? (
        <CardList>
          {found.map((entry) => (
            <PersonRow key={entry.personId} entry={entry} />
          ))}
        </CardList>
      ) : null}
    </Page>
  )
}
