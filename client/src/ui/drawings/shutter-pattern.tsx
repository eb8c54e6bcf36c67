import type { ReactNode } from 'react'

/** What a village paints on its shutters; the shape of the contract's `look`. */
export type ShutterLook = {
  pattern: 'diamond' | 'stripes' | 'chevron' | 'triangle' | 'blocks'
  colours: readonly string[]
}

/** For a village that has not chosen yet: plain boards in the colour of the house. */
export const plainLook: ShutterLook = { pattern: 'blocks', colours: ['#1b5a40', '#1b5a40'] }

type Box = { x: number; y: number; width: number; height: number }

const points = (...pairs: [number, number][]) => pairs.map((pair) => pair.join(',')).join(' ')

const diamond = ({ x, y, width, height }: Box, main: string) => (
  <polygon
    fill={main}
    points={points(
      [x + width / 2, y + height * 0.14],
      [x + width * 0.92, y + height / 2],
      [x + width / 2, y + height * 0.86],
      [x + width * 0.08, y + height / 2],
    )}
  />
)

const stripes = ({ x, y, width, height }: Box, main: string) => (
  <>
    <rect fill={main} x={x} y={y} width={width / 3} height={height} />
    <rect fill={main} x={x + (2 * width) / 3} y={y} width={width / 3} height={height} />
  </>
)

const chevron = ({ x, y, width, height }: Box, main: string) => {
  const band = height / 4
  const bands = [0, 1, 2, 3].filter((row) => row % 2 === 0)
  return bands.map((row) => {
    const top = y + row * band
    return (
      <polygon
        key={row}
        fill={main}
        points={points(
          [x, top],
          [x + width / 2, top + band * 0.9],
          [x + width, top],
          [x + width, top + band],
          [x + width / 2, top + band * 1.9],
          [x, top + band],
        )}
      />
    )
  })
}

const triangle = ({ x, y, width, height }: Box, main: string, inward: 'left' | 'right') => (
  <polygon
    fill={main}
    points={
      inward === 'right'
        ? points([x, y], [x + width, y], [x, y + height])
        : points([x, y], [x + width, y], [x + width, y + height])
    }
  />
)

const blocks = ({ x, y, width, height }: Box, main: string) => (
  <>
    <rect fill={main} x={x} y={y} width={width} height={height * 0.3} />
    <rect fill={main} x={x} y={y + height * 0.7} width={width} height={height * 0.3} />
  </>
)

const motif = (look: ShutterLook, box: Box, main: string, inward: 'left' | 'right'): ReactNode => {
  switch (look.pattern) {
    case 'diamond':
      return diamond(box, main)
    case 'stripes':
      return stripes(box, main)
    case 'chevron':
      return chevron(box, main)
    case 'triangle':
      return triangle(box, main, inward)
    case 'blocks':
      return blocks(box, main)
  }
}

/** One shutter in a box of an svg; `inward` says on which side of it the window is. */
export const Shutter = ({
  look,
  inward = 'right',
  line = 1.5,
  ...box
}: Box & { look: ShutterLook; inward?: 'left' | 'right'; line?: number }) => {
  const [main = plainLook.colours[0] ?? '', second = 'var(--paint-second)'] = look.colours
  return (
    <>
      <rect {...box} fill={second} />
      {motif(look, box, main, inward)}
      <rect {...box} fill="none" stroke="var(--paint-line)" strokeWidth={line} />
    </>
  )
}
