import './field-nl.css'
import { CircleAlert } from 'lucide-react'
import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'
import { classes } from './classes.ts'
import styles from './field.module.css'

type Labelled = { label: string; hint?: ReactNode; error?: string | null | undefined }

type Described = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }

const control = 'utrecht-form-field__input'

const Hint = ({ id, children }: { id?: string; children: ReactNode }) => (
  <div id={id} className="utrecht-form-field-description utrecht-form-field__description">
    {children}
  </div>
)

/**
 * Label, hint and error above a control, where no keyboard of a phone covers them; tied to it for those who do not
 * see them together.
 */
const Field = ({
  label,
  hint,
  error,
  children,
}: Labelled & { children: (described: Described) => ReactNode }) => {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const describedBy = [hint ? hintId : '', error ? errorId : ''].filter(Boolean).join(' ')
  return (
    <div className={classes('utrecht-form-field', styles.field)}>
      <label className="utrecht-form-label utrecht-form-field__label" htmlFor={id}>
        {label}
      </label>
      {hint ? <Hint id={hintId}>{hint}</Hint> : null}
      {error ? (
        <div
          id={errorId}
          className={classes(
            'utrecht-form-field-error-message utrecht-form-field__error-message',
            styles.error,
          )}
          role="alert"
        >
          <CircleAlert size={20} />
          <span>{error}</span>
        </div>
      ) : null}
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
      })}
    </div>
  )
}

type TextFieldProps = Labelled &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'id'> & {
    ref?: Ref<HTMLInputElement>
    /** Large spaced figures, for a code from a mail. */
    code?: boolean
  }

export const TextField = ({ label, hint, error, code = false, ref, ...rest }: TextFieldProps) => (
  <Field label={label} hint={hint} error={error}>
    {(described) => (
      <input
        {...rest}
        {...described}
        ref={ref}
        className={classes(
          'utrecht-textbox',
          control,
          error && 'utrecht-textbox--invalid',
          code && styles.code,
        )}
        dir={rest.type === undefined ? 'auto' : undefined}
      />
    )}
  </Field>
)

type TextAreaProps = Labelled &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'id'> & { ref?: Ref<HTMLTextAreaElement> }

export const TextArea = ({ label, hint, error, ref, rows = 3, ...rest }: TextAreaProps) => (
  <Field label={label} hint={hint} error={error}>
    {(described) => (
      <textarea
        {...rest}
        {...described}
        ref={ref}
        rows={rows}
        dir="auto"
        className={classes('utrecht-textarea', control, error && 'utrecht-textarea--invalid', styles.area)}
      />
    )}
  </Field>
)

type SelectFieldProps = Labelled & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className' | 'id'>

export const SelectField = ({ label, hint, error, children, ...rest }: SelectFieldProps) => (
  <Field label={label} hint={hint} error={error}>
    {(described) => (
      <select {...rest} {...described} className={classes('utrecht-select', control, styles.select)}>
        {children}
      </select>
    )}
  </Field>
)

export type Choice<V extends string> = { value: V; name: ReactNode; about?: ReactNode }

type ChoiceFace = { name: ReactNode; about?: ReactNode | undefined; children: ReactNode }

const ChoiceRow = ({ name, about, children }: ChoiceFace) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
  <label className={styles.choice}>
    {children}
    <span className={styles.choiceText}>
      <span className={classes('utrecht-form-label utrecht-form-label--radio', styles.choiceName)}>
        {name}
      </span>
      {about ? <span className="utrecht-form-field-description">{about}</span> : null}
    </span>
  </label>
)

const fieldset = 'utrecht-form-fieldset utrecht-form-fieldset--html-fieldset'
const legend = 'utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend'

/** One of a few, all visible at once with what each means. */
export const ChoiceField = <V extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  label: string
  choices: readonly Choice<V>[]
  value: V
  onChange: (value: V) => void
}) => {
  const name = useId()
  return (
    <fieldset className={fieldset}>
      <legend className={legend}>{label}</legend>
      <div className={styles.choices}>
        {choices.map((choice) => (
          <ChoiceRow key={choice.value} name={choice.name} about={choice.about}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
          </ChoiceRow>
        ))}
      </div>
    </fieldset>
  )
}

/** Any of several. */
export const ChecksField = ({
  label,
  hint,
  choices,
  values,
  onChange,
}: {
  label: string
  hint?: ReactNode
  choices: readonly Choice<string>[]
  values: readonly string[]
  onChange: (values: string[]) => void
}) => (
  <fieldset className={fieldset}>
    <legend className={legend}>{label}</legend>
    {hint ? <Hint>{hint}</Hint> : null}
    <div className={styles.choices}>
      {choices.map((choice) => (
        <ChoiceRow key={choice.value} name={choice.name} about={choice.about}>
          <input
            type="checkbox"
            className="utrecht-checkbox"
            checked={values.includes(choice.value)}
            onChange={(event) =>
              onChange(
                event.target.checked
                  ? [...values, choice.value]
                  : values.filter((value) => value !== choice.value),
              )
            }
          />
        </ChoiceRow>
      ))}
    </div>
  </fieldset>
)
