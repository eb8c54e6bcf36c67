import { Compass, LogIn, Search } from 'lucide-react'
import { Redirect } from 'wouter'
import { ChannelList, NoChannels } from '../features/channels/channel-list.tsx'
import { ChannelSign } from '../features/channels/channel-sign.tsx'
import { useTexts } from '../i18n/i18n.tsx'
import { FrontFrame } from '../ports/front-frame.tsx'
import { paths } from '../ports/paths.ts'
import { useMe, useReplica } from '../ports/session.tsx'
import { useNow } from '../ports/use-now.ts'
import { myChannels } from '../replica/selectors.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Brand } from '../ui/drawings/brand.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Page, PageHeader } from '../ui/page.tsx'
import { useWide } from '../ui/use-wide.ts'
import styles from './home-page.module.css'
import { CatchUpPage, WaitingQuestions } from './later.ts'
import { useOverlay } from './overlays.tsx'

/** For who is not signed in: what this is, the way in, and the way to look around. */
export const WelcomePage = () => {
  const t = useTexts()
  return (
    <FrontFrame title="Bijpraat">
      <h1>{t.home.welcome}</h1>
      <p>{t.home.welcomeText}</p>
      <ButtonLink look="primary" wide href={paths.signIn} icon={<LogIn size={22} />}>
        {t.shell.signIn}
      </ButtonLink>
      <ButtonLink wide href={paths.discover} icon={<Compass size={22} />}>
        {t.channels.lookAround}
      </ButtonLink>
      <p className={styles.aside}>
        {t.signIn.noAccount} {t.signIn.noAccountText}
      </p>
    </FrontFrame>
  )
}

const SearchButton = () => {
  const t = useTexts()
  const open = useOverlay()
  return (
    <IconButton
      icon={<Search size={24} />}
      label={t.switcher.short}
      aria-haspopup="dialog"
      onClick={() => open('switcher')}
    />
  )
}

/** Who is in no channel yet is told what to do; beside a wide page the list does that. */
const NoChannelsYet = () => {
  const t = useTexts()
  const wide = useWide()
  return (
    <Page header={<PageHeader title={t.shell.catchUp} sign={<Brand nameHidden />} />}>
      {wide ? null : <NoChannels />}
    </Page>
  )
}

/** What changed since one was here. */
export const HomePage = () => {
  const me = useMe()
  const now = useNow()
  const wide = useWide()
  const nothing = useReplica((state) => myChannels(state).length === 0)
  if (!me || nothing) return <NoChannelsYet />
  return (
    <CatchUpPage
      key={me.personId}
      personId={me.personId}
      now={now}
      renderSign={(content, how) => <ChannelSign content={content} {...how} />}
      sign={wide ? undefined : <Brand nameHidden />}
      actions={wide ? undefined : <SearchButton />}
      waiting={<WaitingQuestions />}
    />
  )
}

/** My channels on a phone; on a wide screen they stand beside every page. */
export const ChannelsPage = () => {
  const t = useTexts()
  const now = useNow()
  return useWide() ? (
    <Redirect to={paths.home} replace />
  ) : (
    <Page header={<PageHeader title={t.shell.channels} actions={<SearchButton />} />}>
      <ChannelList currentId={null} now={now} />
    </Page>
  )
}
