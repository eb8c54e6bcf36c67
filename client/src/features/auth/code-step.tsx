import { enterCode, requestCode } from '@bijpraat/contract'
import { ArrowRight, RefreshCw, UserRound } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useI18n } from '../../i18n/i18n.tsx'
import { browserSecret } from '../../ports/browser-secret.ts'
import { paths } from '../../ports/paths.ts'
import { useArrive } from '../../ports/use-arrive.ts'
import { useAsk } from '../../ports/use-ask.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { CardList, RowButton } from '../../ui/list.tsx'
import { useToast } from '../../ui/toasts.tsx'

const figuresOf = (value: string) => value.replaceAll(/\D/g, '').slice(0, 6)

/** Three and three, as it stands in the mail: easier to compare. */
const spaced = (figures: string) => figures.replace(/^(\d{3})(\d)/, '$1 $2')

/** The code from the mail: typed, pasted, or filled in by the browser. */
export const CodeStep = ({
  email,
  goTo,
  onOther,
}: {
  email: string
  goTo: string | null
  onOther: () => void
}) => {
  const { t, language } = useI18n()
  const toast = useToast()
  const arrive = useArrive()
  const [code, setCode] = useState('')
  const [short, setShort] = useState(false)
  const [isIn, setIn] = useState(false)
  const entering = useAsk(enterCode)
  const resending = useAsk(requestCode)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setShort(code.length !== 6)
    if (code.length !== 6) return
    const entered = await entering.ask({ email, code })
    if (entered) {
      setIn(true)
      await arrive(entered.personId, entered.goTo ?? goTo ?? paths.home)
    } else field.current?.select()
  }
  const resend = async () => {
    const input = { email, language, browser: browserSecret(), ...(goTo ? { goTo } : {}) }
    if (await resending.ask(input)) toast({ text: t.signIn.resent })
  }
  return (
    <>
      <h1>{t.signIn.lookInMail}</h1>
      <p>
        {t.signIn.sentTo} <strong>{email}</strong>. {t.signIn.sentToEnd}
      </p>
      <FormColumn onSubmit={(event) => void submit(event)}>
        <TextField
          ref={field}
          code
          label={t.signIn.code}
          hint={t.signIn.codeHint}
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          value={spaced(code)}
          error={short && code.length !== 6 ? t.signIn.codeNeeded : (entering.error ?? resending.error)}
          onChange={(event) => setCode(figuresOf(event.target.value))}
        />
        <Button
          look="primary"
          type="submit"
          wide
          busy={entering.busy || isIn}
          iconAfter={<ArrowRight size={22} />}
        >
          {t.signIn.go}
        </Button>
      </FormColumn>
      <CardList>
        <RowButton
          sign={<RefreshCw size={22} />}
          name={t.signIn.noMail}
          below={t.signIn.noMailText}
          onClick={() => void resend()}
        />
        <RowButton sign={<UserRound size={22} />} name={t.signIn.otherAddress} onClick={onOther} />
      </CardList>
      <p>{t.signIn.stay}</p>
    </>
  )
}
