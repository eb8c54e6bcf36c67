import { useRoute } from 'wouter'
import { AgreementHistory, AgreementThen } from '../features/agreement/agreement-history.tsx'
import { AgreementNow } from '../features/agreement/agreement-now.tsx'
import type { OpenedChannel } from '../features/channels/use-channel.ts'
import { paths } from '../ports/paths.ts'
import { ChannelHeader } from './channel-header.tsx'

type Here = Extract<OpenedChannel, { state: 'here' }>

/** The working agreement of a project: as it is, what changed, and as it was. */
export const AgreementPage = ({ channel }: { channel: Here }) => {
  const [isHistory] = useRoute(paths.agreementHistory(':channelId'))
  const [, then] = useRoute<{ version: string }>(paths.agreementThen(':channelId', ':version'))
  const header = <ChannelHeader channel={channel} focusTitle />
  if (isHistory) return <AgreementHistory channel={channel} header={header} />
  if (then && /^\d{1,6}$/.test(then.version))
    return <AgreementThen channel={channel} header={header} version={Number(then.version)} />
  return <AgreementNow channel={channel} header={header} />
}
