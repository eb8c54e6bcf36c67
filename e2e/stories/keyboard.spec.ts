import type { Page } from '@playwright/test'
import { channelPath, composer, join, log, makeLink, toNewest, village, write } from '../acts.ts'
import { desktop, expect, phone, test } from '../people.ts'

/** What has the focus, and whether one sees that: an outline, or a line that is drawn for it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return null
    const drawn = (of: Element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(of)
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow.includes('inset')
    }
    const box = element.getBoundingClientRect()
    const name = element.getAttribute('aria-label') ?? element.innerText ?? element.getAttribute('name')
    const around = [element, element.parentElement, element.parentElement?.parentElement]
    return {
      name: `${element.tagName} ${(name ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 60)} ${element.id}`,
      inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      // A heading or page that took the focus for a screen reader is not operated.
      seen: element.tabIndex < 0 || around.some((one) => one && drawn(one)),
    }
  })

type Walked = Window & { met?: Set<Element> }

/** Marks what has the focus; false when it was met before, or when the focus has left the page. */
const meet = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const walked = window as Walked
    walked.met ??= new Set()
    const at = document.activeElement
    if (at === null || at === document.body || walked.met.has(at)) return false
    walked.met.add(at)
    return true
  })

/** What the tab key should have reached and did not: all that is operated, but one of each group of radio buttons. */
const missed = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { met = new Set() } = window as Walked
    delete (window as Walked).met
    const groupsMet = [...met].map((one) => (one instanceof HTMLInputElement ? one.name : ''))
    return [
      ...document.querySelectorAll<HTMLElement>('a[href], button, input, textarea, select, [tabindex="0"]'),
    ]
      .filter((one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }))
      .filter((one) => !met.has(one))
      .filter(
        (one) => !(one instanceof HTMLInputElement && one.type === 'radio' && groupsMet.includes(one.name)),
      )
      .map((one) => one.outerHTML.slice(0, 120))
  })

// More than any page has.
const mostPresses = 250

/** Goes through a page with one key until it comes round. */
const walk = async (page: Page, key: 'Tab' | 'Shift+Tab') => {
  const unseen: string[] = []
  for (let presses = 0; presses < mostPresses; presses++) {
    await page.keyboard.press(key)
    if (!(await meet(page))) break
    const at = await focused(page)
    if (!at?.seen || !at.inView) unseen.push(at?.name ?? '')
  }
  return { unseen, missed: await missed(page) }
}

/** A channel in which no other story writes: how far it is from one end to the other stays the same. */
const quiet = channelPath('x.samen-organiseren')

const settle = async (page: Page, path: string) => {
  await page.goto(path)
  await expect(page.getByRole('heading').first()).toBeVisible()
  // Who this is, and all that was still on its way, is there.
  await expect(page.locator('a[href="/ik"]').first()).toBeAttached()
  await expect(page.getByText('Even geduld')).toHaveCount(0)
  if (path === quiet) await expect(composer(page)).toBeVisible()
  // From the beginning of the page, whatever took the focus on opening.
  await page.evaluate(() => {
    const element = document.activeElement
    if (element instanceof HTMLElement) element.blur()
    getSelection()?.removeAllRanges()
  })
}

for (const [name, size] of [
  ['desktop', desktop],
  ['phone', phone],
] as const)
  test(`on a ${name} the tab key reaches all, shows where one is, and gets stuck nowhere`, async ({
    someone,
  }) => {
    const { page } = await someone({ as: 'admin', size })
    for (const path of [
      '/',
      '/ontdek',
      '/wie',
      '/ik',
      '/nieuw/kanaal',
      `${village}/leden`,
      `${village}/instellingen`,
    ]) {
      await settle(page, path)
      for (const key of ['Tab', 'Shift+Tab'] as const)
        expect({ path, key, ...(await walk(page, key)) }).toEqual({ path, key, unseen: [], missed: [] })
    }
  })

test('in a channel every control is reached both ways, and what lies over it lets go', async ({
  someone,
}) => {
  const { page } = await someone({ as: 'admin', size: desktop })
  await settle(page, quiet)
  await composer(page).focus()
  // Upwards through the conversation to the header, then out of it again.
  const names: string[] = []
  for (let presses = 0; presses < mostPresses; presses++) {
    await page.keyboard.press('Shift+Tab')
    const at = await focused(page)
    expect(at).toMatchObject({ seen: true })
    names.push(at?.name ?? '')
    if (at?.name.startsWith('A Ga naar de inhoud')) break
  }
  expect(names.some((name) => name.startsWith('BUTTON Wat kun je met het bericht'))).toBe(true)
  expect(names.some((name) => name.startsWith('DIV Gesprek in Samen organiseren'))).toBe(true)
  expect(names.some((name) => name.startsWith('BUTTON Zoek of ga naar'))).toBe(true)
  await page.keyboard.press('Enter')
  await expect(page.locator('main')).toBeFocused()

  await composer(page).focus()
  await page.keyboard.press('Shift+Tab')
  await expect(page.getByRole('button', { name: 'Meer' }).last()).toBeFocused()
  await page.keyboard.press('Enter')
  const items = page.getByRole('menuitem')
  await expect(items.first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  expect(await focused(page)).toMatchObject({ seen: true })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Meer' }).last()).toBeFocused()
})

test('at 200 % zoom on a narrow window nothing is cut off or unreachable', async ({ someone }) => {
  const { page } = await someone({ as: 'admin', size: { width: 320, height: 450 } })
  for (const path of ['/', '/ontdek', '/wie', '/ik', village, `${village}/leden`]) {
    await settle(page, path)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect({ path, wide }).toEqual({ path, wide: 320 })
  }
  await page.goto(village)
  await composer(page).scrollIntoViewIfNeeded()
  await expect(composer(page)).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('button', { name: 'Stuur' })).toBeInViewport({ ratio: 1 })
  await composer(page).click()
  await write(page, 'Ook zo vergroot gaat het.')
  await expect(log(page).getByText('Ook zo vergroot gaat het.')).toBeInViewport()
})

test('a new message is said once and politely, and the conversation is not read again', async ({
  someone,
}) => {
  const listener = await someone({ as: 'admin', size: desktop })
  const writer = await someone()
  await join(writer.page, await makeLink(listener.page, village), 'Schrijver')
  await listener.page.goto(village)
  await expect(composer(listener.page)).toBeVisible()
  await toNewest(listener.page)
  await expect(log(listener.page)).toHaveAttribute('aria-live', 'off')
  // Every change of text in a region that is read out by itself.
  await listener.page.evaluate(() => {
    const said: string[] = []
    Object.assign(window, { said })
    const isLive = (node: Node | null) =>
      (node instanceof Element ? node : (node?.parentElement ?? null))?.closest(
        '[aria-live="polite"], [aria-live="assertive"], [role="alert"], [role="status"]',
      )
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes)
        for (const node of type === 'characterData' ? [target] : addedNodes)
          if (isLive(target) && node.textContent) said.push(node.textContent)
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  const said = () => listener.page.evaluate(() => (window as unknown as { said: string[] }).said)
  await write(writer.page, 'De koffie staat klaar.')
  await expect(log(listener.page).getByText('De koffie staat klaar.')).toBeVisible()
  await expect.poll(said).toContain('Schrijver: De koffie staat klaar.')
  await write(writer.page, 'En er is taart.')
  await expect.poll(said).toContain('Schrijver: En er is taart.')
  // Scrolling brings old messages in; they are no news.
  await log(listener.page).hover()
  await listener.page.mouse.wheel(0, -3000)
  await listener.page.mouse.wheel(0, 6000)
  await expect(log(listener.page).getByText('En er is taart.')).toBeInViewport()
  const messages = (await said()).filter((text) => /koffie|taart/.test(text))
  expect(messages).toEqual(['Schrijver: De koffie staat klaar.', 'Schrijver: En er is taart.'])
})
