import {
  type AgreementContent,
  type AgreementField,
  type AgreementWish,
  agreementTexts,
  changeAgreement,
  type InputOf,
  maxSectionLength,
  type ParticipationForm,
  participationForms,
} from '@bijpraat/contract'
import { type FormEvent, useState } from 'react'
import { useAgreementTexts } from '../../i18n/agreement-texts.ts'
import { useTexts } from '../../i18n/i18n.tsx'
import { useEngine } from '../../ports/session.tsx'
import { Button } from '../../ui/button.tsx'
import { ChoiceField, TextArea } from '../../ui/field.tsx'
import { FormColumn } from '../../ui/form-column.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { clean, useWhy } from './why-field.tsx'

export type TextSection = (typeof agreementTexts)[number]
export const isTextSection = (field: AgreementField): field is TextSection =>
  (agreementTexts as readonly string[]).includes(field)

/** Sends a change that was made while looking at a version. Goes by the outbox, so also offline. */
export const useChangeAgreement = (channelId: string) => {
  const engine = useEngine()
  return (seen: number, set: AgreementWish, reason: string) => {
    engine.command(changeAgreement, {
      channelId,
      seen,
      set: set as InputOf<typeof changeAgreement>['set'],
      reason,
    })
  }
}

/** What a form begins with, where it is not what stands there now: what was refused, to be looked at anew. */
export type Wanted = { text: string; reason: string }

/** Changes a section that is a text, or the form of taking part, and asks why. */
export const SectionSheet = ({
  channelId,
  content,
  field,
  wanted,
  onSent,
  onClose,
}: {
  channelId: string
  /** As it was when the form opened: what changes meanwhile is not written over. */
  content: AgreementContent
  field: TextSection | 'participationForm'
  wanted: Wanted | null
  onSent: () => void
  onClose: () => void
}) => {
  const t = useTexts()
  const texts = useAgreementTexts()
  const change = useChangeAgreement(channelId)
  const [opened] = useState(content)
  const [value, setValue] = useState(wanted?.text ?? opened[field] ?? 'inform')
  const why = useWhy(wanted?.reason)
  const isSame = clean(value) === (opened[field] ?? '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!why.check() || isSame) return
    change(opened.version, { [field]: clean(value) }, why.reason)
    onSent()
    onClose()
  }
  return (
    <Sheet title={texts.sections[field]} closeLabel={t.common.close} onClose={onClose}>
      <FormColumn onSubmit={submit}>
        {wanted === null ? null : (
          <Notice tone="calm" title={texts.nowThere}>
            <bdi>
              {field === 'participationForm'
                ? opened.participationForm && texts.forms[opened.participationForm]
                : opened[field]}
            </bdi>
          </Notice>
        )}
        {field === 'participationForm' ? (
          <ChoiceField
            label={texts.sections[field]}
            choices={participationForms.map((form) => ({
              value: form,
              name: texts.forms[form],
              about: texts.formsAbout[form],
            }))}
            value={value as ParticipationForm}
            onChange={setValue}
          />
        ) : (
          <TextArea
            label={texts.sections[field]}
            value={value}
            rows={5}
            maxLength={maxSectionLength}
            onChange={(event) => setValue(event.target.value)}
          />
        )}
        {why.field}
        {why.tried && isSame ? <Notice tone="calm">{texts.nothingChanged}</Notice> : null}
        <Button look="primary" type="submit" wide>
          {texts.submit}
        </Button>
      </FormColumn>
    </Sheet>
  )
}
