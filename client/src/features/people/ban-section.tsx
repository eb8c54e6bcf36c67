import { banPerson, liftBan, listBans, type Me, type OutputOf } from '@bijpraat/contract'
import { Ban } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useManagingI18n } from '../../i18n/managing-texts.ts'
import { moderates } from '../../ports/rights.ts'
import { useReplica } from '../../ports/session.tsx'
import { useChange } from '../../ports/use-ask.ts'
import { useFetched } from '../../ports/use-fetched.ts'
import { type ChannelEntry, myChannels } from '../../replica/selectors.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { CardList, Row, Section } from '../../ui/list.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToast } from '../../ui/toasts.tsx'
import type { Subject } from './person-page.tsx'
import { ScopeField } from './scope-field.tsx'
import { useScopeNames } from './use-scope-names.ts'

type Held = OutputOf<typeof listBans>['bans'][number]

const dayMs = 24 * 3_600_000
const choices = ['1', '7', '30', 'forever'] as const

const BanRow = ({ ban, onLift }: { ban: Held; onLift: () => void }) => {
  const { t, dates } = useManagingI18n()
  const [where = ban.scope] = useScopeNames([ban.scope])
  const until = ban.until === null ? t.people.banForever : t.composer.bannedUntil(dates.date(ban.until))
  return (
    <Row
      sign={<Ban size={22} />}
      name={<bdi>{where}</bdi>}
      below={
        <>
          <bdi>{ban.reason}</bdi> {until}
        </>
      }
      end={<Button onClick={onLift}>{t.people.lift}</Button>}
    />
  )
}

const BanForm = ({ subject, me, onBanned }: { subject: Subject; me: Me; onBanned: () => void }) => {
  const { t } = useManagingI18n()
  const toast = useToast()
  const everywhere = me.role === 'admin' || me.moderatorOf.includes('all')
  const mine = (entry: ChannelEntry) => moderates(me, entry) && !entry.content.archived
  const first = useReplica((state) => myChannels(state).find(mine)?.channelId)
  const [chosen, setScope] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [days, setDays] = useState<(typeof choices)[number]>('7')
  const [tried, setTried] = useState(false)
  const { change, busy, error } = useChange(banPerson)
  const scope = chosen ?? (everywhere ? 'all' : (first ?? ''))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (reason.trim() === '' || scope === '') return
    const until = days === 'forever' ? {} : { until: Date.now() + Number(days) * dayMs }
    if (!(await change({ personId: subject.personId, scope, reason, ...until }))) return
    toast({ text: t.people.banned(subject.name) })
    setReason('')
    setTried(false)
    onBanned()
  }
  return (
    <FormColumn onSubmit={(event) => void submit(event)}>
      <ScopeField value={scope} everywhere={everywhere} only={mine} onChange={setScope} />
      <TextArea
        label={t.people.banReason}
        value={reason}
        maxLength={400}
        error={tried && reason.trim() === '' ? t.people.banReasonNeeded : null}
        onChange={(event) => setReason(event.target.value)}
      />
      <SelectField
        label={t.people.banUntil}
        value={days}
        onChange={(event) => setDays(event.target.value as (typeof choices)[number])}
      >
        {choices.map((one) => (
          <option key={one} value={one}>
            {one === 'forever' ? t.people.banForever : t.people.banDays(Number(one))}
          </option>
        ))}
      </SelectField>
      {error ? <Notice tone="danger">{error}</Notice> : null}
      <Button look="danger" type="submit" busy={busy}>
        {t.people.banButton}
      </Button>
    </FormColumn>
  )
}

/** Takes away the right to write, with a reason, and gives it back. */
export const BanSection = ({ subject, me }: { subject: Subject; me: Me }) => {
  const { t } = useManagingI18n()
  const toast = useToast()
  const { fetched, again } = useFetched(listBans, { personId: subject.personId })
  const { change, error } = useChange(liftBan)
  const bans = fetched.state === 'here' ? fetched.data.bans : []
  const lift = async (scope: string) => {
    if (!(await change({ personId: subject.personId, scope }))) return
    toast({ text: t.people.lifted(subject.name) })
    again()
  }
  return (
    <Section title={t.people.ban} aside={<p>{t.people.banText}</p>}>
      {error ? <Notice tone="danger">{error}</Notice> : null}
      {bans.length > 0 ? (
        <CardList>
          {bans.map((ban) => (
            <BanRow key={ban.scope} ban={ban} onLift={() => void lift(ban.scope)} />
          ))}
        </CardList>
      ) : null}
      <BanForm subject={subject} me={me} onBanned={again} />
    </Section>
  )
}
