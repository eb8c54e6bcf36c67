import { changeAgreement } from '@bijpraat/contract'
import { useState } from 'react'
import { useAgreementTexts } from '../../i18n/agreement-texts.ts'
import { withoutUnmeant } from '../../ports/without-unmeant.ts'
import { TextArea } from '../../ui/field.tsx'

export const clean = (value: string): string => withoutUnmeant(value).trim()

/** Why something changes: asked of each change. `error` is there when it is still owed. */
export const useWhy = (first = '') => {
  const texts = useAgreementTexts()
  const [value, setValue] = useState(first)
  const [tried, setTried] = useState(false)
  const reason = clean(value)
  const isWhole = changeAgreement.input.shape.reason.safeParse(reason).success
  return {
    reason,
    tried,
    /** Whether it can go; from then on it is said what is missing. */
    check: () => {
      setTried(true)
      return isWhole
    },
    field: (
      <TextArea
        label={texts.why}
        hint={texts.whyHint}
        value={value}
        rows={2}
        maxLength={500}
        error={tried && !isWhole ? texts.needWhy : null}
        onChange={(event) => setValue(event.target.value)}
      />
    ),
  }
}
