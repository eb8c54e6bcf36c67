import { pressLink } from '@bijpraat/contract'
import { LogIn } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { browserSecret } from '../../ports/browser-secret.ts'
import { FrontFrame } from '../../ports/front-frame.tsx'
import { paths } from '../../ports/paths.ts'
import { useArrive } from '../../ports/use-arrive.ts'
import { useAsk } from '../../ports/use-ask.ts'
import { useFragmentToken } from '../../ports/use-fragment-token.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** Where a mailed link leads. Looking at it changes nothing: a person has to press the button. */
export const SignInLinkPage = () => {
  const t = useTexts()
  const token = useFragmentToken()
  const arrive = useArrive()
  const [isIn, setIn] = useState(false)
  const { ask, busy, error, refusal } = useAsk(pressLink)
  const press = async () => {
    const pressed = token && (await ask({ token, browser: browserSecret() }))
    if (!pressed) return
    setIn(true)
    await arrive(pressed.personId, pressed.goTo ?? paths.home)
  }
  const spent = token === null || refusal?.code === 'link_expired' || refusal?.code === 'invalid_input'
  if (spent)
    return (
      <FrontFrame title={t.signIn.title} lit={0}>
        <h1>{t.signIn.linkExpired}</h1>
        <p>{t.signIn.linkExpiredText}</p>
        <ButtonLink href={paths.signIn} look="primary" wide>
          {t.signIn.send}
        </ButtonLink>
      </FrontFrame>
    )
  return (
    <FrontFrame title={t.signIn.title} lit={2}>
      <h1>{t.signIn.linkTitle}</h1>
      <p>{t.signIn.linkLead}</p>
      {error ? <Notice tone="danger">{error}</Notice> : null}
      <Button look="primary" wide busy={busy || isIn} icon={<LogIn size={22} />} onClick={() => void press()}>
        {t.signIn.linkButton}
      </Button>
      <p>{t.signIn.stay}</p>
    </FrontFrame>
  )
}
