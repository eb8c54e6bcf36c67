import { reactions, reactToItem } from '@bijpraat/contract'
import { useEffect, useRef } from 'react'
import type { OpenedChannel } from '../features/channels/use-channel.ts'
import type { ItemRights } from '../features/items/item-menu.tsx'
import { readDraft } from '../features/messages/drafts.ts'
import { useChannelMuting } from '../features/push/use-channel-muting.ts'
import { isSaved } from '../features/saved/saved-items.ts'
import { useSaving } from '../features/saved/use-saving.ts'
import { useTexts } from '../i18n/i18n.tsx'
import { hasLoneKeys, loneKeys } from '../ports/lone-keys.ts'
import { useEngine, useMe, useReplicaView } from '../ports/session.tsx'
import { homeOf } from '../replica/folds.ts'
import { isChannelMuted } from '../replica/muted.ts'
import type { HeldItem } from '../replica/replica.ts'
import { timelineOf } from '../replica/timeline.ts'
import { unreadOf } from '../replica/unread.ts'
import { isLoneKey } from '../ui/keys.ts'
import { useToast } from '../ui/toasts.tsx'

type Here = Extract<OpenedChannel, { state: 'here' }>
type Act = (() => void) | null

type Keys = {
  rightsOf: (item: HeldItem) => ItemRights
  /** Goes to where one writes; null for who may not. */
  onWrite: Act
  /** Escape has something to end where one writes. */
  busyWriting: boolean
}

/** From where one writes to the newest message, when Escape has nothing to end there. */
const leaveWriting = (): void =>
  [...document.querySelectorAll<HTMLElement>('[role=log] [data-item] button[aria-haspopup=menu]')]
    .at(-1)
    ?.focus()

/** What can be done with the message in which the focus is. */
const useItemActs = (channelId: string, rightsOf: Keys['rightsOf']) => {
  const me = useMe()
  const engine = useEngine()
  const save = useSaving()
  const { getState } = useReplicaView()
  const react = (item: HeldItem, at: number): Act => {
    const reaction = reactions[at]
    if (reaction === undefined || !me) return null
    const home = homeOf(channelId, item)
    const held = getState().channels.get(home.channelId)?.items.get(home.itemId) ?? item
    const on = !(held.reactions?.[reaction] ?? []).includes(me.personId)
    return () => void engine.command(reactToItem, { ...home, reaction, on })
  }
  return (item: HeldItem, key: string): Act => {
    const rights = rightsOf(item)
    switch (key) {
      case loneKeys.reply:
        return rights.reply
      case loneKeys.edit:
        return rights.edit
      case loneKeys.save: {
        const home = homeOf(channelId, item)
        return me ? () => save(home, !isSaved(getState(), home)) : null
      }
      default: {
        const at = loneKeys.react.indexOf(key)
        return at >= 0 && rights.react ? react(item, at) : null
      }
    }
  }
}

/** What can be done with the channel as a whole. */
const useChannelActs = ({ channelId, copy }: Here) => {
  const t = useTexts()
  const me = useMe()
  const toast = useToast()
  const engine = useEngine()
  const mute = useChannelMuting()
  const { getState } = useReplicaView()
  return (key: string): Act => {
    if (!me) return null
    switch (key) {
      case loneKeys.mute:
        return () => mute(channelId, !isChannelMuted(getState(), channelId))
      case loneKeys.markRead:
        return () => {
          if (unreadOf(getState(), channelId).count > 0) engine.markRead(channelId, copy.cursor)
          toast({ text: t.timeline.allRead })
        }
      default:
        return null
    }
  }
}

/** Keys of a conversation. While something lies over it they are left to that, and to whoever writes. */
export const ConversationKeys = ({ channel, ...keys }: Keys & { channel: Here }) => {
  const { channelId } = channel
  const { getState } = useReplicaView()
  const itemAct = useItemActs(channelId, keys.rightsOf)
  const channelAct = useChannelActs(channel)
  const actOf = (event: KeyboardEvent): Act => {
    const { target } = event
    if (event.key === 'Escape' && target instanceof HTMLTextAreaElement && target.closest('main form')) {
      const isEnding = keys.busyWriting || readDraft(channelId).replyTo !== null
      return isEnding || target.hasAttribute('aria-controls') ? null : leaveWriting
    }
    if (!isLoneKey(event) || !hasLoneKeys()) return null
    const key = event.key.toLowerCase()
    if (key === loneKeys.write) return keys.onWrite
    const itemId = target instanceof Element ? target.closest('[data-item]')?.getAttribute('data-item') : null
    const row = itemId ? timelineOf(getState(), channelId).find(({ item }) => item.id === itemId) : undefined
    const isThere = row !== undefined && row.item.seq > 0 && row.item.content !== null
    return (isThere ? itemAct(row.item, key) : null) ?? channelAct(key)
  }
  const newest = useRef(actOf)
  newest.current = actOf
  useEffect(() => {
    // Before the field hears it, which may have something to end by then that it has not now.
    const onKeyDown = (event: KeyboardEvent) => {
      if (document.querySelector('dialog[open]') !== null) return
      const act = newest.current(event)
      if (act === null) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
  return null
}
