import { Compass, LogIn, Search } from 'lucide-react'
import { ChannelList } from '../features/channels/channel-list.tsx'
import { useTexts } from '../i18n/i18n.tsx'
import { FrontFrame } from '../ports/front-frame.tsx'
import { paths } from '../ports/paths.ts'
import { useReplica } from '../ports/session.tsx'
import { useNow } from '../ports/use-now.ts'
import { isComing, myChannels } from '../replica/selectors.ts'
import { unreadInAll } from '../replica/unread.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Brand } from '../ui/drawings/brand.tsx'
import { Empty } from '../ui/empty.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Page, PageHeader } from '../ui/page.tsx'
import { useWide } from '../ui/use-wide.ts'
import styles from './home-page.module.css'
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

const CaughtUp = () => {
  const t = useTexts()
  const unread = useReplica(unreadInAll)
  // What to do where nothing is yet stands in the list.
  const nothing = useReplica((state) => isComing(state) || myChannels(state).length === 0)
  if (nothing) return null
  return unread === 0 ? (
    <Empty title={t.home.caughtUp} text={t.home.caughtUpText} lit={0} />
  ) : (
    <Empty title={t.channels.unread(unread)} text={t.home.choose} lit={5} />
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

const MyChannels = () => {
  const t = useTexts()
  const now = useNow()
  const quiet = useReplica(
    (state) => !isComing(state) && myChannels(state).length > 0 && unreadInAll(state) === 0,
  )
  return (
    <Page
      header={<PageHeader title={t.shell.catchUp} sign={<Brand nameHidden />} actions={<SearchButton />} />}
    >
      <ChannelList currentId={null} now={now} />
      {quiet ? <Empty title={t.home.caughtUp} text={t.home.caughtUpText} lit={0} /> : null}
    </Page>
  )
}

/** My channels; on a wide screen they stand beside this page, which then says whether one is caught up. */
export const HomePage = () =>
  useWide() ? (
    <div className={styles.middle}>
      <CaughtUp />
    </div>
  ) : (
    <MyChannels />
  )
