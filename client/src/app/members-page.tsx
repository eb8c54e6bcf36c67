import { ChannelSign } from '../features/channels/channel-sign.tsx'
import { MembersList } from '../features/channels/members-list.tsx'
import type { OpenedChannel } from '../features/channels/use-channel.ts'
import { InviteSection } from '../features/invitations/invite-section.tsx'
import { useManagingTexts } from '../i18n/managing-texts.ts'
import { paths } from '../ports/paths.ts'
import { invitesTo, manages } from '../ports/rights.ts'
import { useMe } from '../ports/session.tsx'
import { Page, PageHeader } from '../ui/page.tsx'

type Here = Extract<OpenedChannel, { state: 'here' }>

/** Who belongs to a channel, and the ways to get more people in. */
export const MembersPage = ({ channel }: { channel: Here }) => {
  const t = useManagingTexts()
  const me = useMe()
  const { channelId, content } = channel
  const now = Date.now()
  return (
    <Page
      header={
        <PageHeader
          title={t.members.title}
          below={<bdi>{content.name}</bdi>}
          sign={<ChannelSign content={content} />}
          back={{ href: paths.channel(channelId), label: t.common.back, always: true }}
        />
      }
    >
      <MembersList channelId={channelId} runs={Boolean(me && manages(me, channel, now))} />
      {me && invitesTo(me, channel, now) && !content.archived ? (
        <InviteSection channelId={channelId} name={content.name} />
      ) : null}
    </Page>
  )
}
