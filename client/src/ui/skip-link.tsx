import { classes } from './classes.ts'
import styles from './skip-link.module.css'

/** For who goes by keyboard: past what every page begins with. Shows only while it has the focus. */
export const SkipLink = ({ href, children }: { href: string; children: string }) => (
  <a className={classes('nl-skip-link nl-skip-link--visible-on-focus', styles.skip)} href={href}>
    {children}
  </a>
)
