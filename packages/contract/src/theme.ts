/**
 * The colours of the look by role, as a municipality may change them: what each means stands in the client's
 * `tokens.css`, which says the same as `houseTheme`.
 */
export const themeModes = ['light', 'dark', 'contrast'] as const
export type ThemeMode = (typeof themeModes)[number]

const light = {
  page: '#f1f3ea',
  card: '#ffffff',
  sunk: '#e4e8da',
  line: '#cbd2c0',
  edge: '#6f7b6b',
  ink: '#17241c',
  soft: '#48564b',
  action: '#1b5a40',
  'on-action': '#ffffff',
  'action-text': '#1b5a40',
  'action-tint': '#dcebdf',
  'action-pressed': '#13442f',
  ask: '#f7c633',
  'on-ask': '#17241c',
  'ask-tint': '#fdf1c7',
  official: '#1a4e86',
  'on-official': '#ffffff',
  'official-text': '#1a4e86',
  'official-tint': '#dee9f4',
  danger: '#9a2c1c',
  'on-danger': '#ffffff',
  'danger-text': '#9a2c1c',
  'danger-tint': '#fae3dc',
  mine: '#1b5a40',
  'on-mine': '#ffffff',
  project: '#2c3d33',
  'on-project': '#f7f8f1',
  focus: '#1a4e86',
}

export type ColourRole = keyof typeof light
/** Of each role its colour, as `#rrggbb`. */
export type Palette = Record<ColourRole, string>

export const colourRoles = Object.keys(light) as ColourRole[]

const dark: Palette = {
  page: '#0f1712',
  card: '#1a251e',
  sunk: '#26342b',
  line: '#37483d',
  edge: '#8a9c8f',
  ink: '#eef2e8',
  soft: '#b6c3b8',
  action: '#2f7e59',
  'on-action': '#ffffff',
  'action-text': '#8fd6ac',
  'action-tint': '#1f3f2e',
  'action-pressed': '#256548',
  ask: '#f7c633',
  'on-ask': '#17241c',
  'ask-tint': '#352f15',
  official: '#2f6ba8',
  'on-official': '#ffffff',
  'official-text': '#a9cff5',
  'official-tint': '#1b3349',
  danger: '#b3402c',
  'on-danger': '#ffffff',
  'danger-text': '#ffb3a1',
  'danger-tint': '#48231b',
  mine: '#24573f',
  'on-mine': '#f3f8f1',
  project: '#c9d3c8',
  'on-project': '#17241c',
  focus: '#f7c633',
}

const contrast: Palette = {
  page: '#ffffff',
  card: '#ffffff',
  sunk: '#ededed',
  line: '#000000',
  edge: '#000000',
  ink: '#000000',
  soft: '#1f1f1f',
  action: '#003d25',
  'on-action': '#ffffff',
  'action-text': '#003d25',
  'action-tint': '#e6f5ea',
  'action-pressed': '#00261a',
  ask: '#ffd400',
  'on-ask': '#000000',
  'ask-tint': '#fff6cc',
  official: '#002f73',
  'on-official': '#ffffff',
  'official-text': '#002f73',
  'official-tint': '#e3eeff',
  danger: '#7a0000',
  'on-danger': '#ffffff',
  'danger-text': '#7a0000',
  'danger-tint': '#ffe8e4',
  mine: '#003d25',
  'on-mine': '#ffffff',
  project: '#000000',
  'on-project': '#ffffff',
  focus: '#000000',
}

export const houseTheme: Record<ThemeMode, Palette> = { light, dark, contrast }

type Pair = { of: ColourRole; on: ColourRole; least: number }

/** Text needs 4.5 to 1 (WCAG 1.4.3); edges of controls, signs and the focus need 3 to 1 (WCAG 1.4.11). */
const text = (of: ColourRole, ...on: ColourRole[]): Pair[] =>
  on.map((ground) => ({ of, on: ground, least: 4.5 }))
const shape = (of: ColourRole, ...on: ColourRole[]): Pair[] =>
  on.map((ground) => ({ of, on: ground, least: 3 }))

/** What is read or looked for on what, anywhere in the app. */
const pairs: readonly Pair[] = [
  ...text('ink', 'page', 'card', 'sunk', 'action-tint', 'ask-tint', 'danger-tint', 'official-tint'),
  ...text('soft', 'page', 'card', 'sunk', 'ask-tint', 'action-tint'),
  ...text('action-text', 'page', 'card', 'sunk', 'action-tint'),
  ...text('on-action', 'action', 'action-pressed'),
  ...text('on-ask', 'ask'),
  ...text('on-official', 'official'),
  ...text('official-text', 'card', 'official-tint'),
  ...text('on-danger', 'danger'),
  ...text('danger-text', 'page', 'card', 'danger-tint'),
  ...text('on-mine', 'mine'),
  ...text('on-project', 'project'),
  ...shape('edge', 'page', 'card'),
  ...shape('action', 'page', 'card'),
  ...shape('focus', 'page', 'card'),
  ...shape('project', 'page', 'card'),
]

/** How bright a colour is, from 0 to 1 (WCAG 2.2, relative luminance). */
const luminance = (colour: string): number => {
  const channel = (from: number) => {
    const share = Number.parseInt(colour.slice(from, from + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/** Contrast of two colours, from 1 to 21. */
const contrastOf = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

export type TooLittle = Pair & {
  /** What it is, with one figure behind the point, rounded down. */
  is: number
}

/** The pairs of a palette that people with poor sight, or in the sun, can't tell apart. */
export const tooLittleContrast = (palette: Palette): TooLittle[] =>
  pairs
    .map((pair) => ({ ...pair, is: Math.floor(contrastOf(palette[pair.of], palette[pair.on]) * 10) / 10 }))
    .filter(({ is, least }) => is < least)
