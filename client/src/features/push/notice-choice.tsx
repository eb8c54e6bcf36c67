import {
  type ChannelContent,
  chooseNotices,
  type NoticeLevel,
  noticeLevelIn,
  notices,
  noticesItemId,
  personalId,
} from '@bijpraat/contract'
import { usePushTexts } from '../../i18n/push-texts.ts'
import { useEngine, useMe, useReplica } from '../../ports/session.tsx'
import { isOf } from '../../replica/folds.ts'
import type { OutboxEntry, ReplicaState } from '../../replica/replica.ts'
import { ChoiceField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { usePushHere } from './use-push.ts'

const owedFor = ({ outbox }: ReplicaState, channelId: string): OutboxEntry | undefined =>
  outbox.findLast(({ command, channelId: of }) => command === chooseNotices.name && of === channelId)

/** What this person chose: what is on its way lies over what the log has. */
const chosenIn = (state: ReplicaState, channelId: string): NoticeLevel | undefined => {
  const owed = owedFor(state, channelId)
  if (owed && owed.state !== 'failed') return (owed.input as { level: NoticeLevel }).level
  const own = state.channels.get(personalId(state.me?.personId ?? ''))
  const item = own?.items.get(noticesItemId(channelId))
  return isOf(item, notices) ? item.content.level : undefined
}

const levelIn = (state: ReplicaState, channelId: string, content: ChannelContent): NoticeLevel =>
  noticeLevelIn({
    channelId,
    linkedIds: content.readers === 'closed' ? [] : [...content.villageIds, ...content.topicIds],
    isMemberOf: (id) => state.me?.memberOf.includes(id) ?? false,
    chosenFor: (id) => chosenIn(state, id),
  })

/** Levels that have an effect: nobody can be mentioned yet. */
type Offered = Exclude<NoticeLevel, 'mentions'>

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
  const choose = (chosen: Offered) => {
    if (failedId !== null) engine.discard(failedId)
    engine.command(chooseNotices, { channelId, level: chosen })
  }
  return (
    <>
      <ChoiceField<Offered>
        label={texts.about}
        choices={[
          { value: 'all', name: texts.all, about: texts.allText },
          { value: 'news', name: texts.news },
          { value: 'none', name: texts.none },
        ]}
        value={level === 'mentions' ? 'none' : level}
        onChange={choose}
      />
      {here === 'on' ? null : <p>{texts.aboutDevice}</p>}
      {failedId === null ? null : <Notice tone="danger">{texts.notChosen}</Notice>}
    </>
  )
}
