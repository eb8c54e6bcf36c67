import type { FormEvent, ReactNode } from 'react'
import styles from './form-column.module.css'

/** Fields under each other. The browser's own complaints are off: ours say what to do, in our own words. */
export const FormColumn = ({
  onSubmit,
  children,
}: {
  onSubmit: (event: FormEvent) => void
  children: ReactNode
}) => (
  <form className={styles.form} onSubmit={onSubmit} noValidate>
    {children}
  </form>
)
