import { Shutter, type ShutterLook } from './shutter-pattern.tsx'

type WindowProps = { look: ShutterLook; lit: boolean; x?: number; y?: number }

/** Glass with its bars, 22 × 30, in an svg of the caller. */
const Glass = ({ x, y, lit }: { x: number; y: number; lit: boolean }) => (
  <>
    <rect
      x={x}
      y={y}
      width={22}
      height={30}
      fill={lit ? 'var(--ask)' : 'var(--glass)'}
      stroke="var(--paint-line)"
      strokeWidth={2}
    />
    <path
      d={`M${x + 7.5} ${y}v30M${x + 14.5} ${y}v30M${x} ${y + 10}h22`}
      fill="none"
      stroke="var(--paint-line)"
      strokeWidth={1.4}
    />
  </>
)

/** A window between open shutters, 44 × 36, in an svg of the caller. */
export const Window = ({ look, lit, x = 0, y = 0 }: WindowProps) => (
  <>
    <Shutter look={look} x={x + 1} y={y + 1} width={10} height={30} inward="right" />
    <Shutter look={look} x={x + 33} y={y + 1} width={10} height={30} inward="left" />
    <Glass x={x + 11} y={y + 1} lit={lit} />
    <rect x={x + 7} y={y + 31} width={30} height={4} rx={2} fill="var(--paint-line)" />
  </>
)

/** The same window with its shutters closed: nothing new. */
export const ClosedWindow = ({ look, x = 0, y = 0 }: Omit<WindowProps, 'lit'>) => (
  <>
    <Shutter look={look} x={x + 11} y={y + 1} width={11} height={30} inward="right" />
    <Shutter look={look} x={x + 22} y={y + 1} width={11} height={30} inward="left" />
    <rect x={x + 7} y={y + 31} width={30} height={4} rx={2} fill="var(--paint-line)" />
  </>
)
