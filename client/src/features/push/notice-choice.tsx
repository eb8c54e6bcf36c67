import { type ChannelContent, chooseNotices, type NoticeLevel } from '@bijpraat/contract'
import { usePushTexts } from '../../i18n/push-texts.ts'
import { useEngine, useMe, useReplica } from '../../ports/session.tsx'
import { ChoiceField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { levelIn, owedFor } from './chosen-level.ts'
import { usePushHere } from './use-push.ts'

/** What of a channel this person's devices tell. */
export const NoticeChoice = ({ channel }: { channel: { channelId: string; content: ChannelContent } }) => {
  const texts = usePushTexts()
  const engine = useEngine()
  const me = useMe()
  const here = usePushHere()
  const { channelId, content } = channel
  const level = useReplica((state) => levelIn(state, channelId, content))
  const failedId = useReplica((state) => {
    const owed = owedFor(state, channelId)
    return owed?.state === 'failed' ? owed.commandId : null
  })
  if (!me) return null
  const choose = (chosen: NoticeLevel) => {
    if (failedId !== null) engine.discard(failedId)
    engine.command(chooseNotices, { channelId, level: chosen })
  }
  return (
    <>
      <ChoiceField<NoticeLevel>
        label={texts.about}
        choices={[
          { value: 'all', name: texts.all, about: texts.allText },
          { value: 'news', name: texts.news, about: texts.newsText },
          { value: 'mentions', name: texts.mentions, about: texts.mentionsText },
          { value: 'none', name: texts.none, about: texts.noneText },
          { value: 'muted', name: texts.muted, about: texts.mutedText },
        ]}
        value={level}
        onChange={choose}
      />
      {here === 'on' ? null : <p>{texts.aboutDevice}</p>}
      {failedId === null ? null : <Notice tone="danger">{texts.notChosen}</Notice>}
    </>
  )
}
