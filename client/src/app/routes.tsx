import type { Me } from '@bijpraat/contract'
import { type ReactNode, Suspense } from 'react'
import { matchRoute, Redirect, Route, Switch, useLocation, useRouter } from 'wouter'
import { type OpenedChannel, useChannel } from '../features/channels/use-channel.ts'
import { useTexts } from '../i18n/i18n.tsx'
import { paths } from '../ports/paths.ts'
import { moderatesAny } from '../ports/rights.ts'
import { useEngine, useMe, useReplica } from '../ports/session.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Loading } from '../ui/loading.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page, PageHeader } from '../ui/page.tsx'
import { cards } from './cards.ts'
import { ChannelNotHere, ChannelPage } from './channel-page.tsx'
import { ChannelsPage, HomePage, WelcomePage } from './home-page.tsx'
import {
  AgreementPage,
  BlocksPage,
  CreateChannelPage,
  DecisionsPage,
  DiscoverPage,
  HousePage,
  InvitationPage,
  MembersPage,
  MePage,
  ModerationPage,
  ModerationWay,
  MutedSection,
  MutePerson,
  NoticeChoice,
  PeoplePage,
  PersonPage,
  PlanPage,
  PlansPage,
  PresenceChoice,
  PushChoice,
  PushKept,
  QuestionsPage,
  QuestionsWay,
  SavedPage,
  SavedWay,
  ScheduledSection,
  SettingsPage,
  SignInLinkPage,
  SignInPage,
  ToldNotice,
} from './later.ts'
import { PageComing } from './part.tsx'
import { Shell } from './shell.tsx'

/** While it is not known who is signed in: nothing was kept on this device, and the server has not answered. */
const Unknown = () => {
  const t = useTexts()
  const offline = useReplica((state) => state.connection === 'offline')
  return (
    <Page header={<PageHeader title="Bijpraat" focusTitle={false} />}>
      {offline ? (
        <Notice tone="calm">{t.errors.offline}</Notice>
      ) : (
        <Loading label={t.common.loading} rows={6} />
      )}
    </Page>
  )
}

/** A page for who is signed in; others sign in first and then land on it. */
const Own = ({ children }: { children: (me: Me) => ReactNode }) => {
  const me = useMe()
  const [here] = useLocation()
  if (me === undefined) return <Unknown />
  return me === null ? <Redirect to={paths.signInFor(here)} replace /> : children(me)
}

const Home = () => (useMe() === undefined ? <Unknown /> : <HomePage />)

type Here = Extract<OpenedChannel, { state: 'here' }>

/** A page about a channel; what is not here is told as the channel itself would. */
const OfChannel = ({
  channelId,
  children,
}: {
  channelId: string
  children: (channel: Here) => ReactNode
}) => {
  const opened = useChannel(channelId)
  return opened.state === 'here' ? children(opened) : <ChannelNotHere channelId={channelId} opened={opened} />
}

const NotFound = () => {
  const t = useTexts()
  return (
    <Page header={<PageHeader title={t.shell.notFound} />}>
      <Empty title={t.shell.notFound} text={t.shell.notFoundText} lit={0}>
        <ButtonLink look="primary" wide href={paths.home}>
          {t.shell.toChannels}
        </ButtonLink>
      </Empty>
    </Page>
  )
}

type OfOne = { channelId: string }
type OfItem = OfOne & { itemId: string }

const channel = paths.channel(':channelId')

/** Pages one goes into, which bring their own way back. */
const inside = [
  channel,
  paths.item(':channelId', ':itemId'),
  paths.members(':channelId'),
  paths.settings(':channelId'),
  `${paths.plan(':channelId')}/*?`,
  `${paths.agreement(':channelId')}/*?`,
  paths.plans(':channelId'),
  paths.questions,
  paths.questionsOf(':channelId'),
  paths.decisions(':channelId'),
  paths.newChannel,
  paths.person(':personId'),
  paths.saved,
  paths.moderation,
]

const useIsInside = (): boolean => {
  const { parser } = useRouter()
  const [here] = useLocation()
  return inside.some((pattern) => matchRoute(parser, pattern, here)[0])
}

const Framed = () => {
  const engine = useEngine()
  const forgetHere = async () => {
    await engine.forget()
    engine.reconnect()
  }
  return (
    <Shell inside={useIsInside()} notices={<ToldNotice />}>
      <PushKept />
      <Switch>
        <Route path={paths.home}>
          <Home />
        </Route>
        <Route path={paths.channels}>
          <Own>{() => <ChannelsPage />}</Own>
        </Route>
        <Route path={paths.discover}>
          <DiscoverPage />
        </Route>
        <Route<OfOne> path={paths.members(':channelId')}>
          {({ channelId }) => (
            <Own>
              {() => <OfChannel channelId={channelId}>{(of) => <MembersPage channel={of} />}</OfChannel>}
            </Own>
          )}
        </Route>
        <Route<OfOne> path={paths.settings(':channelId')}>
          {({ channelId }) => (
            <Own>
              {() => (
                <OfChannel channelId={channelId}>
                  {(of) => <SettingsPage channel={of} notices={<NoticeChoice channel={of} />} />}
                </OfChannel>
              )}
            </Own>
          )}
        </Route>
        <Route<OfOne> path={`${paths.plan(':channelId')}/*?`}>
          {({ channelId }) => (
            <OfChannel channelId={channelId}>{(of) => <PlanPage channel={of} />}</OfChannel>
          )}
        </Route>
        <Route<OfOne> path={`${paths.agreement(':channelId')}/*?`}>
          {({ channelId }) => (
            <OfChannel channelId={channelId}>{(of) => <AgreementPage channel={of} />}</OfChannel>
          )}
        </Route>
        <Route<OfOne> path={paths.plans(':channelId')}>
          {({ channelId }) => (
            <OfChannel channelId={channelId}>{(of) => <PlansPage channel={of} />}</OfChannel>
          )}
        </Route>
        <Route<OfOne> path={paths.decisions(':channelId')}>
          {({ channelId }) => (
            <OfChannel channelId={channelId}>{(of) => <DecisionsPage channel={of} />}</OfChannel>
          )}
        </Route>
        <Route<OfOne> path={paths.questionsOf(':channelId')}>
          {({ channelId }) => <Own>{() => <QuestionsPage channelId={channelId} />}</Own>}
        </Route>
        <Route path={paths.questions}>
          <Own>{() => <QuestionsPage />}</Own>
        </Route>
        <Route<OfItem> path={paths.item(':channelId', ':itemId')}>
          {({ channelId, itemId }) => <ChannelPage channelId={channelId} itemId={itemId} />}
        </Route>
        <Route<OfOne> path={channel}>
          {({ channelId }) => <ChannelPage channelId={channelId} itemId={null} />}
        </Route>
        <Route path={paths.newChannel}>
          <Own>{() => <CreateChannelPage />}</Own>
        </Route>
        <Route path={paths.people}>
          <Own>{() => <PeoplePage />}</Own>
        </Route>
        <Route<{ personId: string }> path={paths.person(':personId')}>
          {({ personId }) => (
            <Own>
              {() => (
                <PersonPage key={personId} personId={personId} choices={<MutePerson personId={personId} />} />
              )}
            </Own>
          )}
        </Route>
        <Route path={paths.me}>
          <Own>
            {(me) => (
              <MePage
                me={me}
                forgetHere={forgetHere}
                choices={
                  <>
                    {moderatesAny(me) ? <ModerationWay /> : null}
                    <QuestionsWay />
                    <SavedWay />
                    <ScheduledSection />
                    <MutedSection />
                    <PresenceChoice />
                    <PushChoice />
                  </>
                }
              />
            )}
          </Own>
        </Route>
        <Route path={paths.saved}>
          <Own>{() => <SavedPage />}</Own>
        </Route>
        <Route path={paths.moderation}>
          <Own>{(me) => (moderatesAny(me) ? <ModerationPage cards={cards} /> : <NotFound />)}</Own>
        </Route>
        <Route path={paths.blocks}>
          <Suspense fallback={<PageComing retry={null} />}>
            <BlocksPage />
          </Suspense>
        </Route>
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </Shell>
  )
}

/** Who is not signed in has no channels at home, and is welcomed there. */
const FramedOrWelcome = () => {
  const me = useMe()
  const [here] = useLocation()
  return me === null && here === paths.home ? <WelcomePage /> : <Framed />
}

/** Every page by its address. The ways in stand by themselves, the rest in the frame of the app. */
export const Routes = () => (
  <Switch>
    <Route path={paths.signIn}>
      <SignInPage />
    </Route>
    <Route path={paths.signInLink}>
      <SignInLinkPage />
    </Route>
    <Route path={paths.invitation}>
      <InvitationPage />
    </Route>
    <Route path={paths.houseRules}>
      <HousePage which="rules" />
    </Route>
    <Route path={paths.privacy}>
      <HousePage which="privacy" />
    </Route>
    <Route>
      <FramedOrWelcome />
    </Route>
  </Switch>
)
