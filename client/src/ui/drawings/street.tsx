import type { ShutterLook } from './shutter-pattern.tsx'
import styles from './street.module.css'
import { ClosedWindow, Window } from './window.tsx'

/** Five houses of nowhere in particular: a pattern each, so that the drawing shows the idea without a place. */
const houses: { x: number; width: number; eaves: number; top: number; look: ShutterLook; door: number }[] = [
  { x: 6, width: 92, eaves: 96, top: 48, look: { pattern: 'stripes', colours: ['#1a4e86'] }, door: 74 },
  { x: 98, width: 84, eaves: 74, top: 24, look: { pattern: 'diamond', colours: ['#9a2c1c'] }, door: 34 },
  { x: 182, width: 86, eaves: 104, top: 58, look: { pattern: 'chevron', colours: ['#6b3f69'] }, door: 4 },
  { x: 268, width: 82, eaves: 62, top: 14, look: { pattern: 'triangle', colours: ['#1b5a40'] }, door: 32 },
  { x: 350, width: 84, eaves: 92, top: 44, look: { pattern: 'blocks', colours: ['#8a4b20'] }, door: 4 },
]

const ground = 166

/** The street of neighbours. `lit` counts the windows with light, from the left; the others have closed shutters. */
export const Street = ({ lit = houses.length }: { lit?: number }) => (
  <svg className={styles.street} viewBox="0 0 440 172" aria-hidden="true">
    <circle cx={384} cy={20} r={14} fill="var(--ask)" />
    <circle cx={96} cy={84} r={22} fill="var(--tree)" />
    <circle cx={186} cy={72} r={24} fill="var(--tree)" />
    <circle cx={346} cy={82} r={20} fill="var(--tree)" />
    {houses.map((house, index) => {
      const middle = house.x + house.width / 2
      const windowX = middle - 22
      const windowY = house.eaves - 2
      const colour = house.look.colours[0]
      return (
        <g key={house.x} stroke="var(--ink)" strokeLinejoin="round" strokeLinecap="round">
          <path
            d={`M${house.x} ${ground}V${house.eaves}L${middle} ${house.top}L${house.x + house.width} ${house.eaves}V${ground}z`}
            fill="var(--wall)"
            strokeWidth={2.5}
          />
          <path
            d={`M${house.x - 4} ${house.eaves + 4}L${middle} ${house.top}L${house.x + house.width + 4} ${house.eaves + 4}`}
            fill="none"
            strokeWidth={5}
          />
          <rect
            x={house.x + house.door}
            y={ground - 32}
            width={16}
            height={32}
            fill={colour}
            strokeWidth={1.5}
          />
          <g strokeLinecap="butt" strokeLinejoin="miter">
            {index < lit ? (
              <Window look={house.look} lit x={windowX} y={windowY} />
            ) : (
              <ClosedWindow look={house.look} x={windowX} y={windowY} />
            )}
          </g>
        </g>
      )
    })}
    <path d={`M2 ${ground}h436`} stroke="var(--ink)" strokeWidth={3} strokeLinecap="round" />
  </svg>
)
