import { classes } from '../classes.ts'
import styles from './avatar.module.css'
import { initials } from './initials.ts'
import type { ShutterLook } from './shutter-pattern.tsx'
import { ShutterMark } from './signs.tsx'

/** A person: a circle with initials; a small shutter says from which village. The name stands beside it. */
export const Avatar = ({
  name,
  official = false,
  look,
}: {
  name: string
  official?: boolean
  look?: ShutterLook | undefined
}) => (
  <span className={styles.avatar} aria-hidden="true">
    <span className={classes(styles.circle, official && styles.official)}>{initials(name)}</span>
    {look ? (
      <span className={styles.mark}>
        <ShutterMark look={look} />
      </span>
    ) : null}
  </span>
)
