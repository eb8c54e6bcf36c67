import { share } from '@bijpraat/contract'
import { memo, type ReactNode, useRef, useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import type { Cards, HomeChannel } from '../../ports/cards.ts'
import { usePerson } from '../../ports/people.ts'
import { useMe, useReplica } from '../../ports/session.tsx'
import { isOf, shownAs } from '../../replica/folds.ts'
import type { HeldItem } from '../../replica/replica.ts'
import type { TimelineRow } from '../../replica/timeline.ts'
import { Button } from '../../ui/button.tsx'
import type { MenuPlace } from '../../ui/menu.tsx'
import { BubbleFrame } from './bubble-frame.tsx'
import { CardFrame } from './card-frame.tsx'
import { DeletedStub } from './deleted-stub.tsx'
import { ItemMenu, ItemMenuButton, type ItemRights } from './item-menu.tsx'
import { Reactions } from './reactions.tsx'
import { rowState } from './row-state.ts'
import { StateLine } from './state-line.tsx'
import { UnknownCard } from './unknown-card.tsx'
import { useItemActs } from './use-item-acts.ts'

export type ItemFrameProps = {
  channelId: string
  row: TimelineRow
  /** First of what one person says in a row: names the author. */
  head: boolean
  cards: Cards
  /** What I may do with it; asked with the item itself. */
  rightsOf: (item: HeldItem) => ItemRights & { restore: boolean; show: (() => void) | null }
  /** The place of an item that a card leads to is asked for. */
  onGo?: () => void
}

const homeChannelOf = (item: HeldItem): HomeChannel | null =>
  isOf(item, share)
    ? { channelId: item.content.homeChannelId, itemId: item.content.homeId, name: item.content.homeName }
    : null

/** An item with its reactions; those to a share are given to its home item, which this device may hold. */
const useReacted = (item: HeldItem): HeldItem => {
  const home = useReplica((state) =>
    isOf(item, share)
      ? state.channels.get(item.content.homeChannelId)?.items.get(item.content.homeId)?.reactions
      : undefined,
  )
  if (home === undefined) return item
  // On the share itself lies what is mine and still on its way.
  const owed = Object.entries(item.reactions ?? {})
  const reactions = { ...home }
  for (const [reaction, by] of owed) reactions[reaction] = [...new Set([...(home[reaction] ?? []), ...by])]
  return { ...item, reactions }
}

/**
 * One item in a conversation: its card, who wrote it, reactions, its way to the server, and what can be done. Drawn
 * anew only when one of those changed, not whenever the conversation moves.
 */
export const ItemFrame = memo(function ItemFrame(props: ItemFrameProps) {
  const { channelId, row, head, cards, rightsOf, onGo } = props
  const t = useTexts()
  const me = useMe()
  const author = usePerson(row.item.authorId)
  const item = shownAs(row.item)
  const known = item.fits ? cards.get(item.kind) : undefined
  const acts = useItemActs(channelId, row.item)
  const reacted = useReacted(row.item)
  const removedHere = useRef(false)
  const [menuAt, setMenuAt] = useState<MenuPlace | null>(null)
  const meId = me?.personId ?? null
  const mine = meId !== null && row.item.authorId === meId
  const rights = rightsOf(row.item)
  if (row.item.content === null)
    return (
      <DeletedStub
        item={row.item}
        mine={mine}
        focused={removedHere.current}
        onRestore={rights.restore ? acts.restore : null}
        onShow={rights.show}
      />
    )

  const remove = () => {
    removedHere.current = true
    acts.remove()
  }
  const Card = known?.Card ?? UnknownCard
  const state = rowState(row, mine)
  const menuLabel = t.item.menu(mine ? t.common.you : author.name)
  const [shown] = rights.own
  const parts: Record<'card' | 'below' | 'menu', ReactNode> = {
    card: <Card channelId={channelId} item={item} home={homeChannelOf(row.item)} mine={mine} onGo={onGo} />,
    below: (
      <>
        <Reactions item={reacted} meId={meId} onReact={rights.react ? acts.react : undefined} />
        {shown && row.item.seq > 0 ? (
          <Button look="quiet" icon={shown.icon} onClick={shown.run}>
            {shown.label}
          </Button>
        ) : null}
        <StateLine state={state} sentAt={row.item.createdAt} onCopy={acts.copyText} />
      </>
    ),
    menu: <ItemMenuButton label={menuLabel} onOpen={setMenuAt} />,
  }
  const Frame = known?.shape === 'bubble' ? BubbleFrame : CardFrame
  return (
    <>
      <Frame
        {...parts}
        item={row.item}
        author={author}
        mine={mine}
        head={head}
        state={state.state}
        onMenu={setMenuAt}
      />
      {menuAt ? (
        <ItemMenu
          label={menuLabel}
          at={menuAt}
          item={reacted}
          acts={{ ...acts, remove }}
          rights={rights}
          meId={meId}
          onClose={() => setMenuAt(null)}
        />
      ) : null}
    </>
  )
})
