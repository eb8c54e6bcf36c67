import type { ComponentType } from 'react'
import type { HeldItem } from '../replica/replica.ts'

/** Where a shared item comes from. */
export type HomeChannel = { channelId: string; itemId: string; name: string }

export type CardProps = {
  /** Where it shows. */
  channelId: string
  /** The item to show; for a share its home item. Its content is what its kind promises. */
  item: HeldItem
  /** When it shows here as a share. */
  home: HomeChannel | null
  mine: boolean
  /** The place of another item that it leads to is asked for, also once more. */
  onGo?: (() => void) | undefined
}

/**
 * How a kind of item shows. Talk is a `bubble` beside its author; a deed is a `card` over the full width, which
 * names its author itself.
 */
export type CardKind = {
  shape: 'bubble' | 'card'
  /** Its words may leave a channel that is open to anyone; talk stays among members. */
  open: boolean
  Card: ComponentType<CardProps>
}

/** By kind of item; a kind that is not in it shows by a generic card. */
export type Cards = ReadonlyMap<string, CardKind>
