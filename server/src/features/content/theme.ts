import {
  type ColourRole,
  colourRoles,
  houseTheme,
  type Palette,
  type ThemeMode,
  themeModes,
  tooLittleContrast,
} from '@bijpraat/contract/theme'
import type { Problem } from './content.problems.ts'
import type { Placed } from './content.source.ts'
import type { Theme } from './theme.schema.ts'

export type Look = {
  /** A style sheet of nothing but tokens; empty for the look of the house. */
  css: string
  /** Colours that not everyone can tell apart. They are shown all the same. */
  warnings: readonly Problem[]
}

export const houseLook: Look = { css: '', warnings: [] }

const media: Record<ThemeMode, string | null> = {
  light: null,
  dark: '(prefers-color-scheme: dark)',
  contrast: '(prefers-contrast: more) and (prefers-color-scheme: light)',
}

/** The look of the house with what the municipality changed in it. */
const paletteOf = (theme: Theme, mode: ThemeMode): Palette => {
  const given = theme[mode] ?? {}
  // Pressing a button must not bring back the colour of the house.
  const pressed = given.action === undefined ? {} : { 'action-pressed': given.action }
  const own = Object.entries({ ...pressed, ...given }).filter(([, colour]) => colour !== undefined)
  return { ...houseTheme[mode], ...(Object.fromEntries(own) as Partial<Palette>) }
}

const rule = (tokens: readonly (readonly [string, string])[], within: string | null): string => {
  const block = `:root {\n${tokens.map(([name, value]) => `  --${name}: ${value};\n`).join('')}}\n`
  return within === null ? block : `@media ${within} {\n${block}}\n`
}

export const lookOf = ({ value: theme, place }: Placed<Theme>): Look => {
  const palettes = themeModes.map((mode) => ({ mode, palette: paletteOf(theme, mode) }))
  // A role that changed in one mode is given in all: else that of the first rule would hold for the others, too.
  const changed = colourRoles.filter((role) =>
    palettes.some(({ mode, palette }) => palette[role] !== houseTheme[mode][role]),
  )
  const colours = palettes.map(({ mode, palette }) =>
    rule(
      changed.map((role: ColourRole) => [role, palette[role]]),
      media[mode],
    ),
  )
  const tokens = Object.entries(theme.tokens ?? {})
  return {
    css: [...(changed.length > 0 ? colours : []), ...(tokens.length > 0 ? [rule(tokens, null)] : [])].join(
      '',
    ),
    warnings: palettes.flatMap(({ mode, palette }) =>
      tooLittleContrast(palette).map(({ of, on, is, least }) => ({
        ...place(mode, theme[mode]?.[of] === undefined ? on : of),
        what: `${mode}: "${of}" on "${on}" has a contrast of ${is}, less than ${least}`,
      })),
    ),
  }
}
