import type { ReactNode } from 'react'
import type { ShownPerson } from '../../ports/people.ts'
import type { HeldItem } from '../../replica/replica.ts'
import type { MenuPlace } from '../../ui/menu.tsx'
import type { RowState } from './row-state.ts'

/** What a frame puts in its place, whatever its shape. */
export type FrameProps = {
  item: HeldItem
  author: ShownPerson
  mine: boolean
  head: boolean
  state: RowState['state']
  card: ReactNode
  below: ReactNode
  menu: ReactNode
  /** Pressed long, or with the other mouse button. */
  onMenu: (at: MenuPlace) => void
}
