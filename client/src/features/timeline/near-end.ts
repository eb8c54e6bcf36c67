import type { Virtualizer } from '@tanstack/react-virtual'
import { topHeight } from './timeline-top.tsx'

type List = Pick<Virtualizer<HTMLDivElement, HTMLLIElement>, 'getTotalSize' | 'scrollOffset' | 'scrollRect'>

/** As near to the end as this, what comes in is followed. */
export const endPx = 90

/**
 * Whether the newest is in view or within `px` of it. Told from what the list knows: the page itself, asked in the
 * midst of scrolling, has to be laid out at once.
 */
export const isNearEnd = ({ getTotalSize, scrollOffset, scrollRect }: List, px: number): boolean =>
  topHeight + getTotalSize() - (scrollOffset ?? 0) - (scrollRect?.height ?? 0) <= px
