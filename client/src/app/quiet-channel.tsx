import { Hand, Newspaper, UserPlus } from 'lucide-react'
import type { OpenedChannel } from '../features/channels/use-channel.ts'
import { useTexts } from '../i18n/i18n.tsx'
import { paths } from '../ports/paths.ts'
import { invitesTo, tellsNews } from '../ports/rights.ts'
import { useMe } from '../ports/session.tsx'
import { Empty } from '../ui/empty.tsx'
import { CardList, RowButton, RowLink } from '../ui/list.tsx'

type Here = Extract<OpenedChannel, { state: 'here' }>

/** A channel in which nothing was said yet, with what one can do. */
export const QuietChannel = ({
  channel,
  mayWrite,
  onHello,
  onNews,
}: {
  channel: Here
  mayWrite: boolean
  onHello: () => void
  onNews: () => void
}) => {
  const t = useTexts()
  const me = useMe()
  const now = Date.now()
  if (!me || !mayWrite) return <Empty title={t.timeline.quiet} text={t.timeline.quietReader} lit={0} />
  return (
    <Empty title={t.timeline.quiet} text={t.timeline.quietText} lit={1}>
      <CardList>
        <RowButton sign={<Hand size={24} />} name={t.timeline.sayHello} onClick={onHello} />
        {tellsNews(me, channel, now) ? (
          <RowButton sign={<Newspaper size={24} />} name={t.timeline.tellNews} onClick={onNews} />
        ) : null}
        {invitesTo(me, channel, now) ? (
          <RowLink
            href={paths.members(channel.channelId)}
            sign={<UserPlus size={24} />}
            name={t.timeline.inviteSomeone}
          />
        ) : null}
      </CardList>
    </Empty>
  )
}
