import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { classes } from './classes.ts'
import { Brand } from './drawings/brand.tsx'
import { Street } from './drawings/street.tsx'
import styles from './front.module.css'
import { usePageTitle } from './page-title.tsx'

/** A page for who is not in yet: the street, the brand, one column, what one may read first. */
export const Front = ({
  title,
  homeHref,
  lit,
  compact,
  links,
  children,
}: {
  /** For the browser's tab; the heading stands among the children. */
  title: string
  homeHref: string
  lit?: number
  /** The street small beside the brand. */
  compact: boolean
  links: readonly { href: string; name: string }[]
  children: ReactNode
}) => {
  usePageTitle(title)
  return (
    <div className={styles.scroll}>
      <div className={styles.front}>
        <header className={classes(styles.street, compact && styles.compact)}>
          <Link href={homeHref} className={styles.brand}>
            <Brand />
          </Link>
          {lit === undefined ? <Street /> : <Street lit={lit} />}
        </header>
        <main className={styles.column}>{children}</main>
        <nav className={styles.foot}>
          {links.map(({ href, name }) => (
            <Link key={href} href={href}>
              {name}
            </Link>
          ))}
        </nav>
      </div>
    </div>
  )
}
