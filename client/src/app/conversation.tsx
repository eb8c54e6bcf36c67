import { itemKinds, message } from '@bijpraat/contract'
import { useCallback, useDeferredValue, useRef, useState } from 'react'
import { PinnedBar } from '../features/announcements/pinned-bar.tsx'
import type { OpenedChannel } from '../features/channels/use-channel.ts'
import { ItemFrame } from '../features/items/item-frame.tsx'
import { Composer } from '../features/messages/composer.tsx'
import type { Editing } from '../features/messages/use-written-text.ts'
import { MutedRow } from '../features/mutes/muted-row.tsx'
import { PresenceLine } from '../features/presence/presence-line.tsx'
import { usePresent } from '../features/presence/use-present.ts'
import { Timeline } from '../features/timeline/timeline.tsx'
import type { EditedUpdate } from '../features/updates/update-sheet.tsx'
import { writingIn } from '../ports/rights.ts'
import { useMe, useReplica, useReplicaView } from '../ports/session.tsx'
import { comesToWrite } from '../ports/use-arrive.ts'
import { useNow } from '../ports/use-now.ts'
import { isOf, shownAs } from '../replica/folds.ts'
import { madeFrom } from '../replica/made-from.ts'
import type { HeldItem } from '../replica/replica.ts'
import { channelContent } from '../replica/selectors.ts'
import { type TimelineRow, timelineOf } from '../replica/timeline.ts'
import { hasKeyboard } from '../ui/keys.ts'
import type { MenuItem } from '../ui/menu.tsx'
import type { OverAnnouncements } from './announcement-sheets.tsx'
import { cards } from './cards.ts'
import { ChannelHeader } from './channel-header.tsx'
import { ConfirmHint } from './confirm-hint.tsx'
import styles from './conversation.module.css'
import type { OverItem } from './item-sheets.tsx'
import {
  AnnouncementSheets,
  ConversationKeys,
  FormattingSheet,
  ItemSheets,
  LinkedNotice,
  MadeLinks,
  MentionPicker,
  OwnActs,
  PushInChannel,
  ScheduledLine,
  ScheduledSheets,
  UpdateSheet,
} from './later.ts'
import type { ActsOf } from './own-acts.tsx'
import { QuietChannel } from './quiet-channel.tsx'
import type { OverScheduled } from './scheduled-sheets.tsx'
import { useItemRights } from './use-item-rights.ts'
import { isElsewhere, useLinkedItem } from './use-linked-item.ts'
import { useMoreToAdd } from './use-more-to-add.tsx'
import { usePinActs } from './use-pin-acts.tsx'
import { WritingBlocked } from './writing-blocked.tsx'

type Here = Extract<OpenedChannel, { state: 'here' }>

const isBubble = ({ item }: TimelineRow) =>
  item.content !== null && cards.get(shownAs(item).kind)?.shape === 'bubble'

/** What is folded when its author is muted: never what the municipality tells. */
const isTalk = ({ item }: TimelineRow) => itemKinds.get(item.kind)?.notifies === 'talk'

const Made = ({ item, ...of }: { channelId: string; item: HeldItem; onGo: () => void }) => {
  const made = useReplica((state) => madeFrom(state, of.channelId, item.id))
  return made.length === 0 ? null : <MadeLinks {...of} from={item} made={made} />
}

/** What lies over the conversation: a form, what is pinned, or help with writing. */
type Over =
  | { type: 'news'; edited: EditedUpdate | null }
  | { type: 'formatting' }
  | OverAnnouncements
  | OverScheduled
  | OverItem
  | null

/** The names of the channels in which news of a project shows, too. */
const useAlsoIn = ({ content }: Here): string[] => {
  const { getState } = useReplicaView()
  return [...content.villageIds, ...content.topicIds]
    .map((linked) => channelContent(getState(), linked)?.name)
    .filter((name) => name !== undefined)
}

/** A channel as one uses it: header, conversation, and where one writes. */
export const Conversation = ({ channel, itemId }: { channel: Here; itemId: string | null }) => {
  const { channelId, copy, content } = channel
  const me = useMe() ?? null
  const now = useNow()
  const { getState } = useReplicaView()
  const linked = useLinkedItem(channelId, itemId)
  const [editing, setEditing] = useState<Editing | null>(null)
  const [answering, setAnswering] = useState<{ itemId: string } | null>(null)
  const [over, setOver] = useState<Over>(null)
  const [asked, setAsked] = useState(0)
  const [taken, setTaken] = useState(0)
  const [markedTurn, setMarkedTurn] = useState(0)
  const [focused] = useState(() => comesToWrite() || (hasKeyboard() && itemId === null))
  // A press is answered by the head of the page; an old phone needs as long again for what was said.
  const drawn = useDeferredValue(true, false)
  const alsoIn = useAlsoIn(channel)
  const goToMarked = useCallback(() => setMarkedTurn((before) => before + 1), [])
  const writing = writingIn(me, channel, now)
  usePresent(channelId, me !== null && !copy.followed)

  const ownActs = useRef<ActsOf>(() => [])
  const rightsOf = useItemRights(channel, {
    ownActs,
    onEditMessage: setEditing,
    onReply: (answered) => {
      setEditing(null)
      setAnswering(answered)
    },
    onEditUpdate: (edited) => setOver({ type: 'news', edited }),
    onSheet: setOver,
    onEditAnnouncement: (edited) => setOver({ type: 'announce', edited }),
    pinActs: usePinActs(channelId, (pinned) => setOver({ type: 'pin', pinned })),
  })
  const [further, setFurther] = useState<readonly MenuItem[]>([])
  const acts = {
    onNews: () => setOver({ type: 'news', edited: null }),
    onAnnounce: () => setOver({ type: 'announce', edited: null }),
    onFormatting: () => setOver({ type: 'formatting' }),
    onLater: () => setOver({ type: 'later', changed: null }),
  }
  const more = useMoreToAdd(channel, acts, further)
  const editLast = () => {
    const last = timelineOf(getState(), channelId).findLast(
      ({ item }) => item.authorId === me?.personId && item.seq > 0 && isOf(item, message),
    )
    if (isOf(last?.item, message)) setEditing({ itemId: last.item.id, text: last.item.content.text })
  }
  const renderRow = useCallback(
    (row: TimelineRow, head: boolean) => (
      <MutedRow authorId={isTalk(row) ? row.item.authorId : null}>
        <ItemFrame
          channelId={channelId}
          row={row}
          head={head}
          cards={cards}
          rightsOf={rightsOf}
          onGo={goToMarked}
        />
        <Made channelId={channelId} item={row.item} onGo={goToMarked} />
      </MutedRow>
    ),
    [channelId, rightsOf, goToMarked],
  )
  return (
    <div className={styles.conversation}>
      <OwnActs channel={channel} acts={ownActs} onMore={setFurther} />
      <ConversationKeys
        channel={channel}
        rightsOf={rightsOf}
        onWrite={writing.may ? () => setAsked((before) => before + 1) : null}
        busyWriting={editing !== null}
      />
      <ChannelHeader channel={channel} focusTitle={!focused} />
      <PinnedBar channelId={channelId} onGo={goToMarked} onList={() => setOver({ type: 'pinned' })} />
      {isElsewhere(linked) ? <LinkedNotice channelId={channelId} linked={linked} /> : null}
      {drawn ? (
        <Timeline
          copy={copy}
          name={content.name}
          isBubble={isBubble}
          renderRow={renderRow}
          onLeave={writing.may ? () => setAsked((before) => before + 1) : undefined}
          markedId={linked.state === 'loaded' ? itemId : null}
          markedTurn={markedTurn}
          empty={
            <QuietChannel
              channel={channel}
              mayWrite={writing.may}
              onHello={() => setAsked((before) => before + 1)}
              onNews={() => setOver({ type: 'news', edited: null })}
            />
          }
        />
      ) : (
        <div className={styles.coming} />
      )}
      {me === null || copy.followed ? null : <PushInChannel channelId={channelId} />}
      {me === null ? null : <PresenceLine channelId={channelId} />}
      {writing.may ? (
        <>
          <ConfirmHint />
          <ScheduledLine channelId={channelId} onOpen={() => setOver({ type: 'scheduled' })} />
          <Composer
            key={taken}
            channel={channel}
            editing={editing}
            onEditEnd={() => setEditing(null)}
            onEditLast={editLast}
            answering={answering}
            Picker={MentionPicker}
            more={more}
            focused={focused}
            asked={asked}
          />
        </>
      ) : (
        <WritingBlocked channelId={channelId} writing={writing} />
      )}
      {over?.type === 'news' ? (
        <UpdateSheet
          channelId={channelId}
          edited={over.edited}
          alsoIn={alsoIn}
          onClose={() => setOver(null)}
        />
      ) : null}
      {over?.type === 'announce' || over?.type === 'pin' || over?.type === 'pinned' ? (
        <AnnouncementSheets channel={channel} over={over} onGo={goToMarked} onClose={() => setOver(null)} />
      ) : null}
      {over?.type === 'report' || over?.type === 'hide' || over?.type === 'share' ? (
        <ItemSheets over={over} onClose={() => setOver(null)} />
      ) : null}
      {over?.type === 'later' || over?.type === 'scheduled' ? (
        <ScheduledSheets
          channelId={channelId}
          over={over}
          onTaken={() => setTaken((before) => before + 1)}
          onChange={(changed) => setOver({ type: 'later', changed })}
          onClose={() => setOver(null)}
        />
      ) : null}
      {over?.type === 'formatting' ? <FormattingSheet onClose={() => setOver(null)} /> : null}
    </div>
  )
}
