import { ChevronLeft } from 'lucide-react'
import { type ReactNode, type Ref, useEffect, useRef } from 'react'
import { classes } from './classes.ts'
import { IconLink } from './icon-button.tsx'
import styles from './page.module.css'
import { usePageTitle } from './page-title.tsx'

type Back = {
  href: string
  label: string /** Also on a wide screen, where the list stands beside it. */
  always?: boolean
  /** What that page finds again. */
  state?: unknown
}

/** A page's bar: the way back, sign, title and what belongs to the whole page. */
export const PageHeader = ({
  title,
  below,
  sign,
  back,
  actions,
  focusTitle = true,
}: {
  title: string
  below?: ReactNode
  sign?: ReactNode
  back?: Back | undefined
  actions?: ReactNode
  /** Whether the title takes the focus when the page opens; false when something better does. */
  focusTitle?: boolean
}) => {
  const heading = useRef<HTMLHeadingElement>(null)
  usePageTitle(title)
  useEffect(() => {
    // Another title is another page. Not at the very first page of a visit: the browser's own start of reading is right there.
    if (focusTitle && window.history.state !== null) heading.current?.focus({ preventScroll: true })
  }, [title, focusTitle])
  return (
    <header className={classes(styles.header, !back && styles.bare)}>
      {back ? (
        <span className={back.always ? undefined : styles.back}>
          <IconLink
            icon={<ChevronLeft size={26} />}
            label={back.label}
            labelHidden
            href={back.href}
            state={back.state}
          />
        </span>
      ) : null}
      <div className={styles.heading}>
        {sign ? <div className={styles.sign}>{sign}</div> : null}
        <div className={styles.titles}>
          <h1 ref={heading} tabIndex={-1} className={styles.title} dir="auto">
            {title}
          </h1>
          {below ? (
            <div className={styles.below}>
              <div>{below}</div>
            </div>
          ) : null}
        </div>
      </div>
      {actions}
    </header>
  )
}

/** A page that scrolls as one column under its bar; `wide` for what arranges itself in several. */
export const Page = ({
  header,
  wide = false,
  bodyRef,
  children,
}: {
  header: ReactNode
  wide?: boolean
  /** What scrolls. */
  bodyRef?: Ref<HTMLDivElement>
  children: ReactNode
}) => (
  <div className={styles.page}>
    {header}
    <div ref={bodyRef} className={styles.body}>
      <div className={classes(styles.column, wide && styles.wide)}>{children}</div>
    </div>
  </div>
)
