import { type ComponentType, createContext, Fragment, type ReactNode, useContext, useMemo } from 'react'
import { Link } from 'wouter'
import { type Block, type Inline, parseRichText } from './parse.ts'
import styles from './rich-text.module.css'

// What is written never changes place within one text, so that a place is an identity.
const each = <T,>(parts: readonly T[], render: (part: T) => ReactNode) =>
  parts.map((part, place) => <Fragment key={String(place)}>{render(part)}</Fragment>)

/** The path of an address of this very site, for going there without loading the app anew; else null. */
const ownPath = (href: string): string | null => {
  const url = new URL(href)
  const here = typeof location === 'undefined' ? null : location.origin
  return url.origin === here && !url.pathname.startsWith('/api/')
    ? url.pathname + url.search + url.hash
    : null
}

const RichLink = ({ href, host, children }: { href: string; host: string | null; children: ReactNode }) => {
  const path = ownPath(href)
  if (path !== null)
    return (
      <Link href={path} className={styles.link}>
        {children}
      </Link>
    )
  return (
    <>
      <a
        href={href}
        className={styles.link}
        target={href.startsWith('mailto:') ? undefined : '_blank'}
        rel="noopener noreferrer nofollow"
      >
        {children}
      </a>
      {host === null ? null : <bdi className={styles.host}> ({host})</bdi>}
    </>
  )
}

/** How somebody who is called shows; the app knows people, and hands it in. */
export const MentionContext = createContext<ComponentType<{ called: string }>>(() => '@')

const Mention = ({ called }: { called: string }) => {
  const Shown = useContext(MentionContext)
  return <Shown called={called} />
}

const inline = (part: Inline): ReactNode => {
  switch (part.type) {
    case 'text':
      return part.text
    case 'strong':
      return <strong>{each(part.children, inline)}</strong>
    case 'em':
      return <em>{each(part.children, inline)}</em>
    case 'del':
      return <del>{each(part.children, inline)}</del>
    case 'code':
      return <code className={styles.code}>{part.text}</code>
    case 'break':
      return <br />
    case 'mention':
      return <Mention called={part.called} />
    case 'link':
      return (
        <RichLink href={part.href} host={part.host}>
          {each(part.children, inline)}
        </RichLink>
      )
  }
}

const block = (part: Block): ReactNode => {
  switch (part.type) {
    case 'paragraph':
      return <p dir="auto">{each(part.children, inline)}</p>
    case 'heading':
      return (
        <p dir="auto">
          <strong>{each(part.children, inline)}</strong>
        </p>
      )
    case 'quote':
      return <blockquote className={styles.quote}>{each(part.children, block)}</blockquote>
    case 'list': {
      const items = each(part.items, (item) => <li dir="auto">{each(item, block)}</li>)
      return part.start === null ? (
        <ul className={styles.bullets}>{items}</ul>
      ) : (
        <ol className={styles.numbers} start={part.start}>
          {items}
        </ol>
      )
    }
    case 'code':
      return (
        <pre className={styles.block} dir="ltr">
          <code>{part.text}</code>
        </pre>
      )
    case 'rule':
      return <hr className={styles.rule} />
  }
}

/** What someone wrote: markdown as React elements, without any raw HTML and with links that can do no harm. */
export const RichText = ({ source }: { source: string }) => {
  const parts = useMemo(() => parseRichText(source), [source])
  return <div className={styles.text}>{each(parts, block)}</div>
}
