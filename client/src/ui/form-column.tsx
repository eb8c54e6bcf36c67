import type { FormEvent, ReactNode } from 'react'
import styles from './form-column.module.css'

/** Fields under each other. The browser's own complaints are off: ours say what to do, in our own words. */
export const FormColumn = ({
  onSubmit,
  children,
}: {
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  children: ReactNode
}) => (
  <form
    className={styles.form}
    onSubmit={(event) => {
      const form = event.currentTarget
      onSubmit(event)
      // Once the complaint is on screen, to where it can be mended.
      requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
    }}
    noValidate
  >
    {children}
  </form>
)
