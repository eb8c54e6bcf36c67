import { colourRoles } from '@bijpraat/contract/theme'
import * as z from 'zod/mini'

const colour = z
  .string()
  .check(z.regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as "#1b5a40", between quotes'))

const palette = z.optional(
  z.strictObject(
    Object.fromEntries(colourRoles.map((role) => [role, z.optional(colour)])) as Record<
      (typeof colourRoles)[number],
      z.ZodMiniOptional<typeof colour>
    >,
  ),
)

/** Shapes and letters, and any token of a component of the NL Design System. */
const tokenName =
  /^(radius-(count|quote|control|card|bubble|sheet)|font-(text|title)|(nl|utrecht)-[a-z0-9]+(-[a-z0-9]+)*)$/

/** One value of CSS, which can't end its declaration, point to another host or hold a comment. */
const value = z.string().check(
  z.maxLength(200),
  z.regex(/^[^;{}<>@\\]+$/, 'must be one value, without ; { } < > @ and \\'),
  z.refine((text) => !/url\s*\(|image|src\s*\(|\/\*/i.test(text), 'must not fetch anything'),
)

/** What a municipality may change of the look: colours by role for each mode, and tokens for all of them. */
export const theme = z.strictObject({
  light: palette,
  dark: palette,
  contrast: palette,
  tokens: z.optional(z.record(z.string().check(z.regex(tokenName, 'unknown token')), value)),
})

export type Theme = z.output<typeof theme>
