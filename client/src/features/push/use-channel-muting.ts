import { type ChannelContent, chooseNotices } from '@bijpraat/contract'
import { useCallback } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useEngine, useReplicaView } from '../../ports/session.tsx'
import { channelContent } from '../../replica/selectors.ts'
import { useToast } from '../../ui/toasts.tsx'
import { levelIn, levelUnlessChosen } from './chosen-level.ts'

/** What holds in a channel that is not there any more, and where nothing can be heard. */
const nowhere: Pick<ChannelContent, 'readers' | 'villageIds' | 'topicIds'> = {
  readers: 'closed',
  villageIds: [],
  topicIds: [],
}

/** Mutes a channel, or hears it again as one would who chose nothing; each with a way back to what was chosen. */
export const useChannelMuting = () => {
  const t = useTexts()
  const engine = useEngine()
  const toast = useToast()
  const view = useReplicaView()
  return useCallback(
    (channelId: string, on: boolean) => {
      const state = view.getState()
      const content = channelContent(state, channelId) ?? nowhere
      const before = levelIn(state, channelId, content)
      const level = on ? 'muted' : levelUnlessChosen(state, channelId, content)
      engine.command(chooseNotices, { channelId, level })
      toast({
        text: on ? t.mute.channelMuted : t.mute.channelHeard,
        action: {
          label: t.common.undo,
          run: () => void engine.command(chooseNotices, { channelId, level: before }),
        },
      })
    },
    [t, engine, toast, view],
  )
}
