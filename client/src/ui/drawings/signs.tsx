import { plainLook, Shutter, type ShutterLook } from './shutter-pattern.tsx'
import styles from './signs.module.css'
import { Window } from './window.tsx'

/** A village: window with its own shutters, lit when there is news. Decorative: its name stands beside it. */
export const ShuttersSign = ({
  look = plainLook,
  lit = false,
  size = 46,
}: {
  look?: ShutterLook | undefined
  lit?: boolean
  size?: number
}) => (
  <svg className={styles.sign} width={size} height={(size * 36) / 44} viewBox="0 0 44 36" aria-hidden="true">
    <Window look={look} lit={lit} />
  </svg>
)

/** One small shutter: from which village somebody is. */
export const ShutterMark = ({
  look = plainLook,
  height = 18,
}: {
  look?: ShutterLook | undefined
  height?: number
}) => (
  <svg className={styles.sign} width={height * 0.7} height={height} viewBox="0 0 14 20" aria-hidden="true">
    <Shutter look={look} x={1} y={1} width={12} height={18} />
  </svg>
)

/** A project: a gable with its round attic window, lit when there is news. */
export const GableSign = ({ lit = false, size = 46 }: { lit?: boolean; size?: number }) => (
  <svg className={styles.sign} width={size} height={(size * 40) / 44} viewBox="0 0 44 40" aria-hidden="true">
    <path
      d="M22 2 2 20.5h4.5V38h31V20.5H42z"
      fill="var(--project)"
      stroke="var(--project)"
      strokeWidth={2.5}
      strokeLinejoin="round"
    />
    <circle
      cx={22}
      cy={22}
      r={7}
      fill={lit ? 'var(--ask)' : 'none'}
      stroke="var(--on-project)"
      strokeWidth={2}
    />
    <path
      d="M22 15v14M15 22h14"
      stroke={lit ? 'var(--on-ask)' : 'var(--on-project)'}
      strokeWidth={1.8}
      fill="none"
    />
  </svg>
)

/** A topic: a diamond, lit when there is news. */
export const DiamondSign = ({ lit = false, size = 46 }: { lit?: boolean; size?: number }) => (
  <svg className={styles.sign} width={size} height={(size * 40) / 44} viewBox="0 0 44 40" aria-hidden="true">
    <rect
      x={9}
      y={7}
      width={26}
      height={26}
      rx={6}
      transform="rotate(45 22 20)"
      fill="var(--card)"
      stroke="var(--ink)"
      strokeWidth={2.2}
    />
    <rect
      x={16}
      y={14}
      width={12}
      height={12}
      rx={2.5}
      transform="rotate(45 22 20)"
      fill={lit ? 'var(--ask)' : 'none'}
      stroke="var(--ink)"
      strokeWidth={2}
    />
  </svg>
)
