import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import styles from './list.module.css'

/** A titled part of a page. */
export const Section = ({
  title,
  aside,
  children,
}: {
  title: ReactNode
  aside?: ReactNode
  children: ReactNode
}) => (
  <section className={styles.section}>
    <h2>{title}</h2>
    {aside}
    {children}
  </section>
)

/** Rows under each other in one card; children are `<li>`s or the rows below. */
export const CardList = ({ children }: { children: ReactNode }) => <ul className={styles.card}>{children}</ul>

type RowFace = { sign?: ReactNode; name: ReactNode; below?: ReactNode; end?: ReactNode }

const Face = ({ sign, name, below, end }: RowFace) => (
  <>
    {sign}
    <span className={styles.text}>
      <span className={styles.name}>{name}</span>
      {below ? <span className={styles.below}>{below}</span> : null}
    </span>
    {end ? <span className={styles.end}>{end}</span> : null}
  </>
)

export const Row = (face: RowFace) => (
  <li>
    <div className={styles.row}>
      <Face {...face} />
    </div>
  </li>
)

/** A row that goes somewhere. */
export const RowLink = ({ href, ...face }: RowFace & { href: string }) => (
  <li>
    <Link href={href} className={styles.row}>
      <Face {...face} />
      <ChevronRight className={styles.arrow} size={22} />
    </Link>
  </li>
)

/** A row that does something. */
export const RowButton = ({ onClick, ...face }: RowFace & { onClick: () => void }) => (
  <li>
    <button type="button" className={styles.row} onClick={onClick}>
      <Face {...face} />
      <ChevronRight className={styles.arrow} size={22} />
    </button>
  </li>
)
