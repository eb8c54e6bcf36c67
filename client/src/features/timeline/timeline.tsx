import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useMe, useReplica } from '../../ports/session.tsx'
import { useNow } from '../../ports/use-now.ts'
import type { ChannelCopy } from '../../replica/replica.ts'
import { type TimelineRow, timelineOf } from '../../replica/timeline.ts'
import { DayDivider, NewDivider } from './dividers.tsx'
import { JumpButton, NewAboveButton } from './jump-buttons.tsx'
import { type Line, linesOf } from './lines.ts'
import { endPx, isNearEnd } from './near-end.ts'
import styles from './timeline.module.css'
import { TimelineTop, topHeight } from './timeline-top.tsx'
import { useFocusMarked } from './use-focus-marked.ts'
import { useNewRange } from './use-new-range.ts'
import { useNewsSaid } from './use-news-said.ts'
import { useOlder } from './use-older.ts'
import { useAtEnd, useOpeningPlace, useStayAtEnd } from './use-place.ts'
import { useSeen } from './use-seen.ts'
import { walkRows } from './walk-rows.ts'

export type TimelineProps = {
  copy: ChannelCopy
  name: string
  isBubble: (row: TimelineRow) => boolean
  renderRow: (row: TimelineRow, head: boolean) => ReactNode
  /** The item of a link, once it is loaded. */
  markedId: string | null
  /** How often one asked to go there. */
  markedTurn: number
  /** Shown in place of the conversation while there is none. */
  empty: ReactNode
  /** Out of the conversation by keyboard, to where one writes. */
  onLeave: (() => void) | undefined
}

const estimate = { day: 58, new: 58, row: 96 } as const
// Within this distance of the oldest line that is loaded, older ones are fetched.
const olderWithinPx = 700

type List = Virtualizer<HTMLDivElement, HTMLLIElement>

const useLines = ({ copy, isBubble }: TimelineProps) => {
  const rows = useReplica((state) => timelineOf(state, copy.channelId))
  const { newRange, caughtUp } = useNewRange(copy.channelId)
  const meId = useMe()?.personId ?? null
  const heads = useRef(new Set<string>())
  const oldest = rows[0]
  if (oldest !== undefined) heads.current.add(oldest.item.id)
  const { reachedStart, floor } = copy
  const lines = useMemo(
    () => linesOf({ rows, reachedStart, floor, newRange, meId, isBubble, heads: heads.current }),
    [rows, reachedStart, floor, newRange?.after, newRange?.upTo, meId, isBubble],
  )
  return { rows, lines, caughtUp }
}

const useTimelineVirtualizer = (lines: readonly Line[]) => {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: lines.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((index: number) => lines[index]?.key ?? index, [lines]),
    estimateSize: (index) => estimate[lines[index]?.type ?? 'row'],
    overscan: 5,
    scrollMargin: topHeight,
    paddingEnd: 12,
    anchorTo: 'end',
    scrollEndThreshold: endPx,
  })
  return { scroller, virtualizer }
}

/** Calls `load` whenever the oldest line is near; each line that comes into view is a reason to look. */
const useNearTop = (virtualizer: List, isWanted: boolean, load: () => Promise<void>) => {
  useEffect(() => {
    if (!isWanted) return
    // A frame later the place to open at has been taken, and the top is no longer in view by accident.
    const frame = requestAnimationFrame(() => {
      if ((virtualizer.scrollOffset ?? 0) < olderWithinPx) void load()
    })
    return () => cancelAnimationFrame(frame)
  })
}

/** How many others wrote above a place. Counted from the newest: there may be very many below it. */
const newerThan = (rows: readonly TimelineRow[], seq: number, meId: string | null): number => {
  let count = 0
  for (let at = rows.length - 1; at >= 0; at--) {
    const item = rows[at]?.item
    // What is not sent yet has no place, and stands last.
    if (item === undefined || (item.seq > 0 && item.seq <= seq)) break
    if (item.seq > seq && item.authorId !== meId) count += 1
  }
  return count
}

/** A channel's conversation: the newest below, older ones fetched on the way up, without a jump. */
export const Timeline = (props: TimelineProps) => {
  const { copy, name, renderRow, markedId, markedTurn, empty, onLeave } = props
  const t = useTexts()
  const now = useNow()
  const meId = useMe()?.personId ?? null
  const live = useReplica((state) => state.connection === 'live')
  const { rows, lines, caughtUp } = useLines(props)
  const { scroller, virtualizer } = useTimelineVirtualizer(lines)
  const newIndex = useMemo(() => lines.findIndex(({ type }) => type === 'new'), [lines])
  const older = useOlder(copy.channelId, live)
  const seen = useSeen(copy.channelId, virtualizer, lines)
  const atEnd = useAtEnd(virtualizer)
  useOpeningPlace(virtualizer, lines, { id: markedId, turn: markedTurn }, caughtUp, atEnd)
  useFocusMarked(scroller, markedId, markedTurn)
  useStayAtEnd(virtualizer, scroller, rows, meId, atEnd)
  useNewsSaid(rows, meId, live)

  const showLine = useCallback(
    (index: number) => virtualizer.scrollToIndex(index, { align: 'start' }),
    [virtualizer],
  )
  useNearTop(virtualizer, live && !copy.reachedStart && older.state === 'idle', older.load)

  const below = newerThan(rows, seen, meId)
  const drawn = virtualizer.getVirtualItems()

  if (rows.length === 0 && copy.reachedStart) return <div className={styles.scroller}>{empty}</div>
  return (
    <div className={styles.frame}>
      <NewAboveButton
        copy={copy}
        newIndex={newIndex}
        firstShown={virtualizer.range?.startIndex ?? 0}
        older={older}
        show={showLine}
      />
      {/* aria-live is off: scrolling puts old messages into it, and those are no news. */}
      <div
        ref={scroller}
        className={styles.scroller}
        role="log"
        aria-live="off"
        aria-label={t.timeline.label(name)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        tabIndex={0}
        onKeyDown={(event) => walkRows(event, onLeave)}
      >
        <div className={styles.content}>
          <TimelineTop reachedStart={copy.reachedStart} name={name} state={older.state} load={older.load} />
          <ol className={styles.lines} style={{ height: virtualizer.getTotalSize() }}>
            {drawn.map(({ index, key, start }) => {
              const line = lines[index]
              if (line === undefined) return null
              return (
                <li
                  key={key}
                  ref={virtualizer.measureElement}
                  data-index={index}
                  data-item={line.type === 'row' ? line.key : undefined}
                  className={line.key === markedId ? styles.marked : styles.line}
                  style={{ transform: `translateY(${start - topHeight}px)` }}
                >
                  {line.type === 'day' ? <DayDivider at={line.at} now={now} /> : null}
                  {line.type === 'new' ? <NewDivider /> : null}
                  {line.type === 'row' ? renderRow(line.row, line.head) : null}
                </li>
              )
            })}
          </ol>
        </div>
      </div>
      {isNearEnd(virtualizer, below > 0 ? endPx : endPx * 3) ? null : (
        <JumpButton count={below} onJump={() => virtualizer.scrollToEnd()} />
      )}
    </div>
  )
}
