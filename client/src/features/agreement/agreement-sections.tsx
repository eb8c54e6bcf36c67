import type { AgreementContent, AgreementField, AgreementMoment } from '@bijpraat/contract'
import { PencilLine, Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { RichText } from '../../ui/rich-text/rich-text.tsx'
import styles from './agreement.module.css'
import { type Speech, whenOf } from './agreement-words.ts'
import { isTextSection, type TextSection } from './section-sheet.tsx'

/** What one can do with sections and moments; null where one only reads. */
export type AgreementActs = {
  onSection: (field: TextSection | 'participationForm') => void
  onMoment: (moment: AgreementMoment | null) => void
  onRemove: (moment: AgreementMoment) => void
} | null

type Shown = {
  content: AgreementContent
  owed: ReadonlySet<string>
  acts: AgreementActs
  speech: Speech
}

const Section = ({
  field,
  owed,
  speech,
  action,
  children,
}: {
  field: AgreementField
  owed: ReadonlySet<string>
  speech: Speech
  action: ReactNode
  children: ReactNode
}) => (
  <section className={styles.section} aria-labelledby={`afspraak-${field}`}>
    <div className={styles.head}>
      <h2 id={`afspraak-${field}`} className={styles.title}>
        {speech.texts.sections[field]}
      </h2>
      {action ? <span className={styles.act}>{action}</span> : null}
    </div>
    {children}
    {owed.has(field) ? <p className={styles.label}>{speech.texts.owed}</p> : null}
  </section>
)

const Form = ({ content, speech }: Pick<Shown, 'content' | 'speech'>) => {
  const { participationForm: form } = content
  if (form === null) return <p className={styles.label}>{speech.texts.none}</p>
  return (
    <p className={styles.text}>
      <strong>{speech.texts.forms[form]}.</strong> {speech.texts.formsAbout[form]}
    </p>
  )
}

const Moment = ({
  moment,
  next,
  acts,
  speech,
}: Omit<Shown, 'content' | 'owed'> & { moment: AgreementMoment; next: number | undefined }) => {
  const { texts } = speech
  const facts = [
    whenOf(moment, speech),
    moment.every === 'once' || next === undefined ? null : texts.next(speech.sayTime(next)),
    moment.byId === null ? null : texts.promised(speech.nameOf(moment.byId)),
  ]
  return (
    <li className={styles.moment}>
      <span className={styles.momentText}>
        <strong dir="auto">{moment.what}</strong>
        <bdi className={styles.label}>{facts.filter((fact) => fact !== null).join(', ')}</bdi>
      </span>
      {acts ? (
        <>
          <IconButton
            icon={<PencilLine size={20} />}
            label={texts.changeShort}
            aria-label={texts.changeMoment(moment.what)}
            onClick={() => acts.onMoment(moment)}
          />
          <IconButton
            icon={<X size={20} />}
            label={texts.removeShort}
            aria-label={texts.removeMoment(moment.what)}
            onClick={() => acts.onRemove(moment)}
          />
        </>
      ) : null}
    </li>
  )
}

const Moments = ({ content, owed, acts, speech }: Shown) => {
  const { texts } = speech
  return (
    <Section field="moments" owed={owed} speech={speech} action={null}>
      {content.moments.length === 0 ? <p className={styles.label}>{texts.none}</p> : null}
      <ul className={styles.moments}>
        {content.moments.map((moment) => (
          <Moment
            key={moment.id}
            moment={moment}
            next={content.next[moment.id]}
            acts={acts}
            speech={speech}
          />
        ))}
      </ul>
      {acts ? (
        <Button icon={<Plus size={22} />} onClick={() => acts.onMoment(null)}>
          {texts.addMoment}
        </Button>
      ) : null}
    </Section>
  )
}

const order = [
  'participationForm',
  'wayOfWorking',
  'villageNeeds',
  'municipalityNeeds',
  'feedback',
  'channels',
] as const

/** An agreement section by section. To the public only what is offered, and when it hears something. */
export const AgreementSections = ({ isPublic, ...shown }: Shown & { isPublic: boolean }) => {
  const { content, owed, acts, speech } = shown
  const { texts } = speech
  const fields = isPublic ? (['participationForm'] as const) : order
  return (
    <>
      {fields.map((field) => (
        <Section
          key={field}
          field={field}
          owed={owed}
          speech={speech}
          action={
            acts ? (
              <Button
                look="quiet"
                icon={<PencilLine size={20} />}
                aria-label={
                  content[field] ? texts.change(texts.sections[field]) : texts.write(texts.sections[field])
                }
                onClick={() => acts.onSection(field)}
              >
                {content[field] ? texts.changeShort : texts.writeShort}
              </Button>
            ) : null
          }
        >
          {isTextSection(field) ? (
            content[field] === '' ? (
              <p className={styles.label}>{texts.none}</p>
            ) : (
              <div className={styles.text}>
                <RichText source={content[field]} />
              </div>
            )
          ) : (
            <Form content={content} speech={speech} />
          )}
        </Section>
      ))}
      <Moments {...shown} />
      {isPublic ? <p className={styles.label}>{texts.publicOnly}</p> : null}
    </>
  )
}
