import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './people.ts'
import { goTo, isThere, type Screen } from './screens.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const ofColour = ['color-contrast']

const violationsOf = async (builder: AxeBuilder): Promise<string[]> => {
  // In the page itself: a second one for the outcome, as for pages with frames, costs as much again.
  const { violations } = await builder.setLegacyMode(true).analyze()
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  )
}

const findsNothing = async (name: string, builder: AxeBuilder) =>
  expect({ name, violations: await violationsOf(builder) }).toEqual({ name, violations: [] })

/** Axe finds nothing on what a page shows now. */
export const sound = (page: Page, name: string) => findsNothing(name, new AxeBuilder({ page }).withTags(tags))

/**
 * Axe finds nothing on what a page shows now, in any theme. What a theme changes is colour, so everything else is asked
 * once.
 */
export const soundInAllThemes = async (page: Page, name: string): Promise<void> => {
  await sound(page, name)
  for (const [theme, media] of [
    ['dark', { colorScheme: 'dark', contrast: 'no-preference' }],
    ['high contrast', { colorScheme: 'light', contrast: 'more' }],
  ] as const) {
    await page.emulateMedia(media)
    await findsNothing(`${name}, ${theme}`, new AxeBuilder({ page }).withRules(ofColour))
  }
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' })
}

/** The same for screens one after the other, in one visit. */
export const allSound = async (page: Page, screens: readonly Screen[]): Promise<void> => {
  await page.goto('/huisregels')
  await isThere(page)
  for (const screen of screens) {
    await goTo(page, screen)
    await soundInAllThemes(page, screen.name)
  }
}
