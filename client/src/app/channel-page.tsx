import { CloudOff, LogIn } from 'lucide-react'
import { useLocation } from 'wouter'
import { useShallow } from 'zustand/react/shallow'
import { type OpenedChannel, useChannel } from '../features/channels/use-channel.ts'
import { useI18n, useTexts } from '../i18n/i18n.tsx'
import { paths } from '../ports/paths.ts'
import { useMe, useReplica } from '../ports/session.tsx'
import { failedIn } from '../replica/selectors.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Loading } from '../ui/loading.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page, PageHeader } from '../ui/page.tsx'
import { Conversation } from './conversation.tsx'
import { UnsentText } from './later.ts'

const Gone = ({ channelId }: { channelId: string }) => {
  const { t, dates } = useI18n()
  const me = useMe()
  const signedOut = me === null
  const ban = me?.bans.find(({ scope }) => scope === channelId || scope === 'all')
  const [here] = useLocation()
  const unsent = useReplica(useShallow((state) => failedIn(state, channelId)))
  return (
    <>
      {ban ? (
        <Notice tone="danger">
          <bdi>{t.composer.banned(ban.reason)}</bdi>{' '}
          {ban.until === null ? '' : t.composer.bannedUntil(dates.date(ban.until))}
        </Notice>
      ) : null}
      <Empty
        title={t.channels.gone}
        text={signedOut ? t.channels.goneSignedOut : t.channels.goneText}
        lit={0}
      >
        {signedOut ? (
          <ButtonLink look="primary" wide href={paths.signInFor(here)} icon={<LogIn size={22} />}>
            {t.shell.signIn}
          </ButtonLink>
        ) : null}
        <ButtonLink look={signedOut ? 'quiet' : 'primary'} wide href={paths.discover}>
          {t.channels.lookAround}
        </ButtonLink>
      </Empty>
      {unsent.length > 0 ? <UnsentText entries={unsent} /> : null}
    </>
  )
}

/** What there is to say when a channel is not here. */
export const ChannelNotHere = ({
  channelId,
  opened,
}: {
  channelId: string
  opened: Exclude<OpenedChannel, { state: 'here' }>
}) => {
  const t = useTexts()
  const back = { href: paths.home, label: t.common.back }
  return (
    <Page header={<PageHeader title={t.shell.channels} back={back} focusTitle={false} />}>
      {opened.state === 'gone' ? <Gone channelId={channelId} /> : null}
      {opened.state === 'coming' && opened.offline ? (
        <Notice tone="calm" icon={<CloudOff size={22} />}>
          {t.channels.onlyOnline}
        </Notice>
      ) : null}
      {opened.state === 'coming' && !opened.offline ? <Loading label={t.common.loading} rows={6} /> : null}
    </Page>
  )
}

/** A channel, or what there is to say when it is not here. */
export const ChannelPage = ({ channelId, itemId }: { channelId: string; itemId: string | null }) => {
  const opened = useChannel(channelId)
  return opened.state === 'here' ? (
    <Conversation key={channelId} channel={opened} itemId={itemId} />
  ) : (
    <ChannelNotHere channelId={channelId} opened={opened} />
  )
}
