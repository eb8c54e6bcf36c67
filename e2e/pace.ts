import type { Locator, Page } from '@playwright/test'

/** How long a person takes, in seconds. */
const pace = { key: 0.3, press: 1.5, screen: 2, mail: 3 } as const

export type Person = {
  /** Presses something, with a finger. */
  press: (what: Locator) => Promise<void>
  /** Writes in a field, key by key as far as the clock goes. */
  type: (field: Locator, text: string) => Promise<void>
  /** Takes in a screen that came. */
  see: (what: Locator) => Promise<void>
  /** Goes to the mail and finds the right one. */
  findMail: () => void
  /** Seconds so far: the person's own and those that the machine let wait. */
  seconds: () => number
  /** Fields of forms that were filled in. */
  fields: () => number
}

/**
 * A person with a clock, who needs no waiting for: what acts take is added up, and what the machine takes is measured.
 */
export const atOnesPace = (page: Page): Person => {
  const startedAt = Date.now()
  const filled = new Set<string>()
  let own = 0
  return {
    press: async (what) => {
      own += pace.press
      await what.tap()
    },
    type: async (field, text) => {
      own += pace.press + text.length * pace.key
      const inForm = await field.evaluate((element) => element.tagName === 'INPUT')
      if (inForm) filled.add(`${page.url()} ${await field.getAttribute('id')}`)
      await field.fill(text)
    },
    see: async (what) => {
      await what.waitFor()
      own += pace.screen
    },
    findMail: () => {
      own += pace.mail
    },
    seconds: () => own + (Date.now() - startedAt) / 1000,
    fields: () => filled.size,
  }
}
