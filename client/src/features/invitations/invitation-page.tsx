import { acceptInvitation, lookAtInvitation, type OutputOf } from '@bijpraat/contract'
import { ArrowRight } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useManagingI18n } from '../../i18n/managing-texts.ts'
import { browserSecret } from '../../ports/browser-secret.ts'
import { FrontFrame } from '../../ports/front-frame.tsx'
import { paths } from '../../ports/paths.ts'
import { refusalText } from '../../ports/refusal-text.ts'
import { useArrive } from '../../ports/use-arrive.ts'
import { useAsk } from '../../ports/use-ask.ts'
import { useFetched } from '../../ports/use-fetched.ts'
import { useFragmentToken } from '../../ports/use-fragment-token.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import styles from './invitation-page.module.css'
import { SampleTalk } from './sample-talk.tsx'

type Look = OutputOf<typeof lookAtInvitation>

const Lead = ({ look }: { look: Look }) => {
  const { t, list } = useManagingI18n()
  const { channelNames, invitedBy, role } = look
  return (
    <>
      {invitedBy === null ? null : <p className={styles.by}>{t.invitation.by(invitedBy)}</p>}
      <h1>{channelNames.length > 0 ? t.invitation.heading(list(channelNames)) : t.invitation.headingAll}</h1>
      {role === 'official' ? <Notice tone="calm">{t.invitation.asOfficial}</Notice> : null}
      {role === 'admin' ? <Notice tone="calm">{t.invitation.asAdmin}</Notice> : null}
    </>
  )
}

const Agreement = () => {
  const { t } = useManagingI18n()
  return (
    <p className={styles.small}>
      {t.invitation.agree}{' '}
      <Link href={paths.houseRules} target="_blank">
        {t.invitation.agreeRules}
      </Link>{' '}
      {t.invitation.agreeAnd}{' '}
      <Link href={paths.privacy} target="_blank">
        {t.invitation.agreePrivacy}
      </Link>
      .
    </p>
  )
}

const JoinForm = ({ token, look }: { token: string; look: Look }) => {
  const { t, language } = useManagingI18n()
  const arrive = useArrive()
  const [, navigate] = useLocation()
  const [isIn, setIn] = useState(false)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const { ask, busy, error, refusal } = useAsk(acceptInvitation)
  const known = look.knownName !== null
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const joined = await ask({
      token,
      language,
      agreed: true,
      browser: browserSecret(),
      ...(known ? {} : { name: name.trim() }),
      ...(look.asksEmail ? { email: email.trim() } : {}),
    })
    // The address has an account already: the code that was mailed is asked for.
    if (joined?.personId === null)
      navigate(paths.signInFor(joined.goTo), { state: { codeMailedTo: email.trim() } })
    else if (joined) {
      setIn(true)
      await arrive(joined.personId, joined.goTo, { write: true })
    }
  }
  const at = (field: 'name' | 'email') => refusal?.code === 'invalid_input' && refusal.field === field
  const aboutName = at('name') || refusal?.code === 'name_refused'
  const aboutEmail = at('email') || refusal?.code === 'email_needed' || refusal?.code === 'address_taken'
  return (
    <FormColumn onSubmit={(event) => void submit(event)}>
      <SampleTalk name={(look.knownName ?? name).trim()} />
      {known ? <p>{t.invitation.known(look.knownName ?? '')}</p> : null}
      {known ? null : (
        <TextField
          label={t.invitation.name}
          hint={t.invitation.nameHint}
          autoComplete="name"
          maxLength={60}
          value={name}
          error={aboutName ? error : null}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      {look.asksEmail ? (
        <TextField
          label={t.invitation.email}
          hint={t.invitation.emailHint}
          type="email"
          autoComplete="email"
          inputMode="email"
          value={email}
          error={aboutEmail ? (at('email') ? t.errors.email_needed : error) : null}
          onChange={(event) => setEmail(event.target.value)}
        />
      ) : null}
      {error && !aboutName && !aboutEmail ? <Notice tone="danger">{error}</Notice> : null}
      <Button look="primary" type="submit" wide busy={busy || isIn} iconAfter={<ArrowRight size={22} />}>
        {t.invitation.join}
      </Button>
      <p className={styles.centre}>{t.invitation.noPassword}</p>
      <Agreement />
    </FormColumn>
  )
}

const Opened = ({ token }: { token: string }) => {
  const { t } = useManagingI18n()
  const { fetched, again } = useFetched(lookAtInvitation, { token })
  switch (fetched.state) {
    case 'loading':
      return (
        <>
          <h1>{t.invitation.title}</h1>
          <Loading label={t.common.loading} rows={4} />
        </>
      )
    case 'refused':
      return fetched.refusal.code === 'link_expired' ? (
        <>
          <h1>{t.invitation.expired}</h1>
          <p>{t.invitation.expiredText}</p>
          <ButtonLink href={paths.signIn}>{t.signIn.title}</ButtonLink>
        </>
      ) : (
        <>
          <h1>{t.invitation.title}</h1>
          <Notice
            tone="danger"
            title={t.invitation.failed}
            action={<Button onClick={again}>{t.common.tryAgain}</Button>}
          >
            {refusalText(fetched.refusal, t)}
          </Notice>
        </>
      )
    case 'here':
      return (
        <>
          <Lead look={fetched.data} />
          <JoinForm token={token} look={fetched.data} />
          <p className={styles.centre}>
            <Link href={paths.discover}>{t.invitation.lookAround}</Link>
          </p>
        </>
      )
  }
}

/** Where an invitation leads: what it is for, a name, one button. Looking at it spends nothing. */
export const InvitationPage = () => {
  const { t } = useManagingI18n()
  const token = useFragmentToken()
  return (
    <FrontFrame title={t.invitation.title} compact>
      {token === null ? (
        <>
          <h1>{t.invitation.incomplete}</h1>
          <p>{t.invitation.incompleteText}</p>
        </>
      ) : (
        <Opened token={token} />
      )}
    </FrontFrame>
  )
}
