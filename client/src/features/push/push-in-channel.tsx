import { useEffect } from 'react'
import { paths } from '../../ports/paths.ts'
import { clearShown } from './browser-push.ts'
import { PushAsking } from './push-asking.tsx'
import { useLooking } from './use-looking.ts'

/** What a channel on screen has to do with alerts: none are needed here, and those that are shown are read. */
export const PushInChannel = ({ channelId }: { channelId: string }) => {
  useLooking(channelId)
  useEffect(() => {
    void clearShown(`${paths.channel(channelId)}/`)
  }, [channelId])
  return <PushAsking channelId={channelId} />
}
