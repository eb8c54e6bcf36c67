import {
  CircleHelp,
  Link2,
  ListChecks,
  Settings,
  Share2,
  UserCheck,
  UsersRound,
  Volume2,
  VolumeX,
} from 'lucide-react'
import { useLocation } from 'wouter'
import type { OpenedChannel } from '../features/channels/use-channel.ts'
import { useChannelMuting } from '../features/push/use-channel-muting.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { keyBeside, loneKeys } from '../ports/lone-keys.ts'
import { outwardChannel } from '../ports/outward.ts'
import { paths } from '../ports/paths.ts'
import { useMe, useReplica } from '../ports/session.tsx'
import { useCopy, useShareOut } from '../ports/use-share-out.ts'
import { isChannelMuted } from '../replica/muted.ts'
import { Menu, type MenuItem, type MenuPlace } from '../ui/menu.tsx'

type Here = Extract<OpenedChannel, { state: 'here' }>

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

/** What can be done with a channel as a whole. */
export const ChannelMenu = ({
  channel,
  at,
  onClose,
}: {
  channel: Here
  at: MenuPlace
  onClose: () => void
}) => {
  const { t } = useI18n()
  return <Menu label={t.common.more} items={useMenuItems(channel)} at={at} onClose={onClose} />
}
