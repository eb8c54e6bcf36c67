import { createContext, type MouseEvent, type ReactNode, useContext } from 'react'
import { Link, useLocation } from 'wouter'
import { paths } from '../../ports/paths.ts'
import styles from './lines.module.css'

/** Says where in the list one is when a line is pressed. */
export const LeaveContext = createContext<(line: string) => unknown>(() => undefined)

const isPlain = ({ button, altKey, ctrlKey, metaKey, shiftKey }: MouseEvent) =>
  button === 0 && !altKey && !ctrlKey && !metaKey && !shiftKey

/** One thing to know, which opens its place; the way back from there leads to this very line. */
export const LineLink = ({ line, href, children }: { line: string; href: string; children: ReactNode }) => {
  const leave = useContext(LeaveContext)
  const [, navigate] = useLocation()
  const go = (event: MouseEvent<HTMLAnchorElement>) => {
    if (!isPlain(event)) return
    event.preventDefault()
    navigate(href, { state: { from: { href: paths.home, place: leave(line) } } })
  }
  return (
    <li>
      <Link href={href} data-line={line} className={styles.line} onClick={go}>
        {children}
      </Link>
    </li>
  )
}
