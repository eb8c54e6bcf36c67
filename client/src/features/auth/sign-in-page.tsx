import { requestCode } from '@bijpraat/contract'
import { type FormEvent, useState } from 'react'
import { useSearch } from 'wouter'
import { useI18n } from '../../i18n/i18n.tsx'
import { browserSecret } from '../../ports/browser-secret.ts'
import { FrontFrame } from '../../ports/front-frame.tsx'
import { goToFrom, paths } from '../../ports/paths.ts'
import { useMe } from '../../ports/session.tsx'
import { useAsk } from '../../ports/use-ask.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { CardList, Row } from '../../ui/list.tsx'
import { Notice } from '../../ui/notice.tsx'
import { CodeStep } from './code-step.tsx'

const AddressStep = ({ goTo, onSent }: { goTo: string | null; onSent: (email: string) => void }) => {
  const { t, language } = useI18n()
  const [email, setEmail] = useState('')
  const { ask, busy, error, refusal } = useAsk(requestCode)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const input = { email: email.trim(), language, browser: browserSecret(), ...(goTo ? { goTo } : {}) }
    if (await ask(input)) onSent(email.trim())
  }
  return (
    <>
      <h1>{t.signIn.title}</h1>
      <p>{t.signIn.lead}</p>
      <FormColumn onSubmit={(event) => void submit(event)}>
        <TextField
          label={t.signIn.email}
          type="email"
          autoComplete="email"
          inputMode="email"
          value={email}
          error={refusal?.code === 'invalid_input' ? t.errors.email_needed : error}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Button look="primary" type="submit" wide busy={busy}>
          {t.signIn.send}
        </Button>
      </FormColumn>
      <CardList>
        <Row name={t.signIn.noAccount} below={t.signIn.noAccountText} />
        <Row name={t.signIn.lostMailbox} below={t.signIn.lostMailboxText} />
      </CardList>
    </>
  )
}

/** The address to which a page before this one had a code mailed. */
const mailedBefore = (): string | null => {
  const state: unknown = history.state
  const given = typeof state === 'object' && state !== null && 'codeMailedTo' in state && state.codeMailedTo
  return typeof given === 'string' ? given : null
}

/** Signing in: an address, then the code that was mailed to it. */
export const SignInPage = () => {
  const { t } = useI18n()
  const me = useMe()
  const goTo = goToFrom(useSearch())
  const [email, setEmail] = useState(mailedBefore)
  return (
    <FrontFrame title={t.signIn.title} lit={email === null ? 0 : 2}>
      {me && email === null ? (
        <Notice
          tone="calm"
          title={t.signIn.already}
          action={<ButtonLink href={goTo ?? paths.home}>{t.shell.toChannels}</ButtonLink>}
        />
      ) : null}
      {email === null ? (
        <AddressStep goTo={goTo} onSent={setEmail} />
      ) : (
        <CodeStep email={email} goTo={goTo} onOther={() => setEmail(null)} />
      )}
    </FrontFrame>
  )
}
