import { useRoute } from 'wouter'
import type { OpenedChannel } from '../features/channels/use-channel.ts'
import { PlanHistory, PlanThen } from '../features/plan/plan-history.tsx'
import { PlanNow } from '../features/plan/plan-now.tsx'
import { ProjectAbout } from '../features/projects/project-about.tsx'
import { paths } from '../ports/paths.ts'
import { ChannelHeader } from './channel-header.tsx'

type Here = Extract<OpenedChannel, { state: 'here' }>

/** The plan of a project: what it is for, as it is, what changed, and as it was. */
export const PlanPage = ({ channel }: { channel: Here }) => {
  const [isHistory] = useRoute(paths.planHistory(':channelId'))
  const [, then] = useRoute<{ seq: string }>(paths.planThen(':channelId', ':seq'))
  const [, part] = useRoute<{ partId: string }>(paths.planPart(':channelId', ':partId'))
  const header = <ChannelHeader channel={channel} focusTitle={part === null} />
  if (isHistory) return <PlanHistory channel={channel} header={header} />
  if (then && /^\d{1,15}$/.test(then.seq))
    return <PlanThen channel={channel} header={header} seq={Number(then.seq)} />
  return (
    <PlanNow
      channel={channel}
      header={header}
      about={<ProjectAbout channel={channel} />}
      partId={part?.partId ?? null}
    />
  )
}
