import type { OpenedChannel } from '../features/channels/use-channel.ts'
import { DecisionsPage as Decisions } from '../features/decisions/decisions-page.tsx'
import { ChannelHeader } from './channel-header.tsx'

type Here = Extract<OpenedChannel, { state: 'here' }>

/** Decisions of a channel, under its own header. */
export const DecisionsPage = ({ channel }: { channel: Here }) => (
  <Decisions copy={channel.copy} header={<ChannelHeader channel={channel} focusTitle />} />
)
