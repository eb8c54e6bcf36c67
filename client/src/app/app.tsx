import { type ReactNode, useEffect, useState } from 'react'
import { MentionChip } from '../features/messages/mention-chip.tsx'
import { I18nProvider, type Spoken, useTexts } from '../i18n/i18n.tsx'
import { type Session, SessionProvider, useReplica } from '../ports/session.tsx'
import { unreadInAll } from '../replica/unread.ts'
import { Announcer } from '../ui/announcer.tsx'
import { PageTitleContext } from '../ui/page-title.tsx'
import { MentionContext } from '../ui/rich-text/rich-text.tsx'
import { Toasts } from '../ui/toasts.tsx'
import { Guarded } from './guarded.tsx'
import { Routes } from './routes.tsx'
import { followViewport } from './viewport.ts'
import { WithVersions } from './with-versions.tsx'

/** The browser's tab names the page, and says how much is unread. */
const Titled = ({ children }: { children: ReactNode }) => {
  const t = useTexts()
  const unread = useReplica(unreadInAll)
  const [title, setTitle] = useState('Bijpraat')
  useEffect(() => {
    document.title = t.shell.title(title, unread)
  }, [t, title, unread])
  return <PageTitleContext value={setTitle}>{children}</PageTitleContext>
}

const Inner = () => {
  const t = useTexts()
  useEffect(followViewport, [])
  return (
    <Announcer>
      <Toasts closeLabel={t.common.close}>
        <Titled>
          <Guarded>
            <MentionContext value={MentionChip}>
              <WithVersions>
                <Routes />
              </WithVersions>
            </MentionContext>
          </Guarded>
        </Titled>
      </Toasts>
    </Announcer>
  )
}

/** The whole client, given what it works with. */
export const App = ({ session, spoken }: { session: Session; spoken: Spoken }) => (
  <SessionProvider session={session}>
    <I18nProvider first={spoken}>
      <Inner />
    </I18nProvider>
  </SessionProvider>
)
