import type { ReactNode } from 'react'
import { useTexts } from '../i18n/i18n.tsx'
import { Front } from '../ui/front.tsx'
import { paths } from './paths.ts'

/** The frame of the pages for who is not in yet, with what anyone may read. */
export const FrontFrame = ({
  title,
  lit,
  compact = false,
  children,
}: {
  title: string
  lit?: number
  /** The street small beside the brand, where what follows must be in view. */
  compact?: boolean
  children: ReactNode
}) => {
  const t = useTexts()
  const links = [
    { href: paths.discover, name: t.shell.discover },
    { href: paths.houseRules, name: t.shell.houseRules },
    { href: paths.privacy, name: t.shell.privacy },
  ]
  return (
    <Front
      title={title}
      homeHref={paths.home}
      links={links}
      compact={compact}
      {...(lit === undefined ? {} : { lit })}
    >
      {children}
    </Front>
  )
}
