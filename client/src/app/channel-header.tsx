import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { ChannelSign } from '../features/channels/channel-sign.tsx'
import type { OpenedChannel } from '../features/channels/use-channel.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { useReplica } from '../ports/session.tsx'
import { wayBack } from '../ports/way-back.ts'
import { isChannelMuted } from '../replica/muted.ts'
import { channelContent } from '../replica/selectors.ts'
import { IconButton } from '../ui/icon-button.tsx'
import type { MenuPlace } from '../ui/menu.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ChannelMenu, ChannelTabs } from './later.ts'

type Here = Extract<OpenedChannel, { state: 'here' }>

/** What stands under the name: where a project belongs, else what kind of channel it is. */
const useBelow = ({ channelId, content }: Here): string => {
  const { t, list } = useI18n()
  // One string, so that the selector gives the same for the same outcome.
  const linked = useReplica((state) =>
    [...content.villageIds, ...content.topicIds]
      .map((linkedId) => channelContent(state, linkedId)?.name)
      .filter((name) => name !== undefined)
      .join('\n'),
  )
  const kind = linked === '' ? t.kinds[content.kind] : t.channels.of(list(linked.split('\n')))
  const muted = useReplica((state) => isChannelMuted(state, channelId))
  return [kind, content.archived ? t.channels.archived : '', muted ? t.mute.muted : '']
    .filter((part) => part !== '')
    .join('. ')
}

/** The bar of a channel: the way back, its sign and name, and what can be done with it as a whole. */
export const ChannelHeader = ({ channel, focusTitle }: { channel: Here; focusTitle: boolean }) => {
  const { t } = useI18n()
  const [menuAt, setMenuAt] = useState<MenuPlace | null>(null)
  const [back] = useState(wayBack)
  return (
    <>
      <PageHeader
        title={channel.content.name}
        below={<bdi>{useBelow(channel)}</bdi>}
        sign={<ChannelSign content={channel.content} />}
        back={{ ...back, label: t.common.back }}
        focusTitle={focusTitle}
        actions={
          <IconButton
            icon={<Ellipsis size={24} />}
            label={t.common.more}
            aria-haspopup="menu"
            onClick={(event) => setMenuAt(event.currentTarget.getBoundingClientRect())}
          />
        }
      />
      {channel.content.kind === 'project' ? <ChannelTabs channelId={channel.channelId} /> : null}
      {menuAt ? <ChannelMenu channel={channel} at={menuAt} onClose={() => setMenuAt(null)} /> : null}
    </>
  )
}
