import { listChannels, type OutputOf } from '@bijpraat/contract'
import { Plus } from 'lucide-react'
import { useManagingTexts } from '../../i18n/managing-texts.ts'
import { paths } from '../../ports/paths.ts'
import { refusalText } from '../../ports/refusal-text.ts'
import { createsKinds } from '../../ports/rights.ts'
import { useMe } from '../../ports/session.tsx'
import { useFetched } from '../../ports/use-fetched.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { CardList, RowLink, Section } from '../../ui/list.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ChannelSign } from './channel-sign.tsx'
import { grouped } from './grouped.ts'

type Listed = OutputOf<typeof listChannels>['channels']

const Channels = ({ channels, signedIn }: { channels: Listed; signedIn: boolean }) => {
  const t = useManagingTexts()
  if (channels.length === 0) return <Empty title={t.discover.empty} text={t.discover.emptyText} lit={0} />
  return grouped(channels).map(({ group, channels: some }) => (
    <Section key={group} title={group === 'archived' ? t.channels.archived : t.kinds[group]}>
      <CardList>
        {some.map(({ channelId, member, content }) => (
          <RowLink
            key={channelId}
            href={paths.channel(channelId)}
            sign={<ChannelSign content={content} />}
            name={
              <>
                <bdi>{content.name}</bdi>
                {signedIn && member ? <Badge tone="action">{t.discover.yours}</Badge> : null}
              </>
            }
            below={content.about}
          />
        ))}
      </CardList>
    </Section>
  ))
}

/** Everything I may look into, also where I take no part. */
export const DiscoverPage = () => {
  const t = useManagingTexts()
  const me = useMe()
  const { fetched, again } = useFetched(listChannels, {})
  const villageIds = fetched.state === 'here' ? fetched.data.channels.map(({ channelId }) => channelId) : []
  const creates = me ? createsKinds(me, villageIds, Date.now()).length > 0 : false
  return (
    <Page header={<PageHeader title={t.discover.title} />}>
      <p>{me ? t.discover.text : t.discover.textSignedOut}</p>
      {creates ? (
        <ButtonLink href={paths.newChannel} icon={<Plus size={22} />}>
          {t.channels.new}
        </ButtonLink>
      ) : null}
      {fetched.state === 'loading' ? <Loading label={t.common.loading} rows={5} /> : null}
      {fetched.state === 'refused' ? (
        <Notice
          tone="danger"
          title={t.discover.failed}
          action={<Button onClick={again}>{t.common.tryAgain}</Button>}
        >
          {refusalText(fetched.refusal, t)}
        </Notice>
      ) : null}
      {fetched.state === 'here' ? <Channels channels={fetched.data.channels} signedIn={Boolean(me)} /> : null}
    </Page>
  )
}
