import type { Page } from '@playwright/test'
import { log, project, village } from './acts.ts'
import { expect } from './people.ts'

/** A page, or what comes over it: where it is, and how to call it up there. Knows no language. */
export type Screen = { name: string; path: string; open?: (page: Page) => Promise<void> }

const shown = async (page: Page, selector: string) =>
  expect(page.locator(`${selector}:visible`).first()).toBeVisible()

const press = (page: Page, selector: string) => page.locator(`${selector}:visible`).first().click()

const page = (path: string): Screen => ({ name: path, path })

export const forAnyone: readonly Screen[] = [
  page('/'),
  page('/inloggen'),
  {
    name: 'a form with what is wrong in it',
    path: '/inloggen',
    open: async (page) => {
      await press(page, 'form button[type=submit]')
      await shown(page, '[aria-invalid=true]')
    },
  },
  {
    name: 'a code from a mail',
    path: '/inloggen',
    open: async (page) => {
      await page.locator('input[type=email]').fill('nergens@voorbeeld.test')
      await press(page, 'form button[type=submit]')
      await shown(page, 'input[inputmode=numeric]')
    },
  },
  page('/inloggen/link'),
  page('/uitnodiging'),
  { name: 'an invitation that is too old', path: `/uitnodiging#${'a'.repeat(43)}` },
  page('/ontdek'),
  page('/huisregels'),
  page('/privacy'),
  page('/nergens'),
  page('/kanaal/x.nergens'),
  page('/bouwstenen'),
  page(`${project}/plan`),
  { name: 'news of a project', path: project, open: async (page) => expect(log(page)).toBeVisible() },
]

export const forMembers: readonly Screen[] = [
  page('/'),
  page('/bewaard'),
  {
    name: 'what to catch up on',
    path: '/',
    open: async (page) => {
      await press(page, 'main header button[aria-haspopup=menu], main button[aria-haspopup=menu]')
      await shown(page, '[role=menuitemradio]')
    },
  },
  page('/kanalen'),
  {
    name: 'villages',
    path: '/kanalen',
    open: async (page) => {
      await press(page, 'button[aria-haspopup=menu]')
      await shown(page, '[role=menuitemradio]')
    },
  },
  {
    name: 'switcher',
    path: '/',
    open: async (page) => {
      await page.keyboard.press('Control+k')
      await shown(page, '[role=option]')
    },
  },
  {
    name: 'switcher without a hit',
    path: '/',
    open: async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('zeppelin')
      await expect(page.getByRole('option')).toHaveCount(0)
    },
  },
  page('/ontdek'),
  {
    name: 'keys',
    path: '/ontdek',
    open: async (page) => {
      await page.keyboard.press('?')
      await shown(page, 'dialog')
    },
  },
  page('/wie'),
  {
    name: 'nobody by that name',
    path: '/wie',
    open: async (page) => {
      await page.locator('main input').fill('zeppelin')
      await shown(page, 'main [role=status], main p')
    },
  },
  {
    name: 'a person',
    path: '/wie',
    open: async (page) => {
      await press(page, 'main a[href^="/wie/x."]')
      await shown(page, 'main h2')
    },
  },
  page('/ik'),
  {
    name: 'a question before it is done',
    path: '/ik',
    open: async (page) => {
      await page.locator('main .nl-button--negative').last().click()
      await shown(page, 'dialog')
    },
  },
  page(`${project}/plan`),
  {
    name: 'something new for the plan',
    path: `${project}/plan`,
    open: async (page) => {
      await press(page, 'main .nl-button--primary')
      await shown(page, 'dialog')
    },
  },
  page(`${project}/plan/eerder`),
  page(`${village}/plannen`),
  page('/nieuw/kanaal'),
  page('/nergens'),
  page('/kanaal/x.nergens'),
  {
    name: 'a conversation',
    path: village,
    open: async (page) => shown(page, 'main form textarea'),
  },
  {
    name: 'menu of a message',
    path: village,
    open: async (page) => {
      await log(page).locator('button[aria-haspopup=menu]').last().click()
      await shown(page, '[role=menuitem]')
    },
  },
  {
    name: 'menu of a channel',
    path: village,
    open: async (page) => {
      await press(page, 'main header button[aria-haspopup=menu]')
      await shown(page, '[role=menuitem]')
    },
  },
  {
    name: 'news to tell',
    path: project,
    open: async (page) => {
      await press(page, 'form button[aria-haspopup=menu]')
      await press(page, '[role=menuitem]')
      await shown(page, 'dialog textarea')
    },
  },
  page(`${village}/leden`),
  {
    name: 'a link to share, with its code',
    path: `${village}/leden`,
    open: async (page) => {
      await page.locator('main form').last().locator('button[type=submit]').click()
      await shown(page, 'main input[readonly]')
    },
  },
  page(`${village}/instellingen`),
]

/** Goes to a screen within the app, without loading it anew. */
export const goTo = async (page: Page, { path, open }: Screen): Promise<void> => {
  await page.keyboard.press('Escape')
  await page.evaluate((to) => {
    // By way of another page, so that each screen begins afresh.
    history.pushState({}, '', '/huisregels')
    history.pushState({}, '', to)
  }, path)
  await isThere(page)
  await open?.(page)
}

/** A page with its content: a title, and nothing that is still coming, but for the block that shows how that looks. */
export const isThere = async (page: Page): Promise<void> => {
  await expect(page.getByRole('heading').first()).toBeVisible()
  await expect(page.locator('[aria-busy=true], [role=status] [class*=loading]:visible')).toHaveCount(
    new URL(page.url()).pathname === '/bouwstenen' ? 1 : 0,
  )
}
