import {
  CircleHelp,
  Ellipsis,
  Link2,
  ListChecks,
  Settings,
  Share2,
  UserCheck,
  UsersRound,
  Volume2,
  VolumeX,
} from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { ChannelSign } from '../features/channels/channel-sign.tsx'
import type { OpenedChannel } from '../features/channels/use-channel.ts'
import { useChannelMuting } from '../features/push/use-channel-muting.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { keyBeside, loneKeys } from '../ports/lone-keys.ts'
import { outwardChannel } from '../ports/outward.ts'
import { paths } from '../ports/paths.ts'
import { useMe, useReplica } from '../ports/session.tsx'
import { useCopy, useShareOut } from '../ports/use-share-out.ts'
import { wayBack } from '../ports/way-back.ts'
import { isChannelMuted } from '../replica/muted.ts'
import { channelContent } from '../replica/selectors.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, type MenuItem, type MenuPlace } from '../ui/menu.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ChannelTabs } from './channel-tabs.tsx'

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

const useMenuItems = ({ channelId, content }: Here): MenuItem[] => {
  const { t } = useI18n()
  const copy = useCopy()
  const shareOut = useShareOut()
  const me = useMe()
  const mute = useChannelMuting()
  const muted = useReplica((state) => isChannelMuted(state, channelId))
  const [, navigate] = useLocation()
  const outward = outwardChannel(location.origin, channelId, content)
  const items: MenuItem[] = []
  if (content.kind !== 'project')
    items.push(
      {
        label: t.channels.plans,
        icon: <ListChecks size={22} />,
        run: () => navigate(paths.plans(channelId)),
      },
      {
        label: t.channels.decisions,
        icon: <UserCheck size={22} />,
        run: () => navigate(paths.decisions(channelId)),
      },
    )
  if (me) {
    items.push({
      label: t.channels.questions,
      icon: <CircleHelp size={22} />,
      run: () => navigate(paths.questionsOf(channelId)),
    })
    items.push({
      label: t.channels.members,
      icon: <UsersRound size={22} />,
      run: () => navigate(paths.members(channelId)),
    })
    items.push({
      label: t.channels.settings,
      icon: <Settings size={22} />,
      run: () => navigate(paths.settings(channelId)),
    })
    items.push({
      label: muted ? t.mute.hearChannel : t.mute.muteChannel,
      icon: muted ? <Volume2 size={22} /> : <VolumeX size={22} />,
      ...keyBeside(loneKeys.mute),
      run: () => mute(channelId, !muted),
    })
  }
  if (shareOut)
    items.push({ label: t.common.share, icon: <Share2 size={22} />, run: () => shareOut(outward) })
  items.push({ label: t.item.copyLink, icon: <Link2 size={22} />, run: () => void copy(outward.url) })
  return items
}

/** The bar of a channel: the way back, its sign and name, and what can be done with it as a whole. */
export const ChannelHeader = ({ channel, focusTitle }: { channel: Here; focusTitle: boolean }) => {
  const { t } = useI18n()
  const [menuAt, setMenuAt] = useState<MenuPlace | null>(null)
  const items = useMenuItems(channel)
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
      {menuAt ? (
        <Menu label={t.common.more} items={items} at={menuAt} onClose={() => setMenuAt(null)} />
      ) : null}
    </>
  )
}
