import type { Page } from '@playwright/test'

/** What can be pressed or written in, but for what is drawn for the eye alone. */
const controls =
  'a[href], button, input, select, textarea, summary, [role=option], [role=menuitem], [role=menuitemradio], [role=menuitemcheckbox]'

/** Of each control that is too small to press, what it is and how large; links within a sentence are as high as it. */
export const tooSmall = (page: Page, leastPx = 48): Promise<string[]> =>
  page.evaluate(
    ([selector, least]) => {
      const isInSentence = (element: Element) =>
        element.matches('a') && getComputedStyle(element).display === 'inline'
      const isHidden = (element: Element) =>
        !element.checkVisibility({ visibilityProperty: true }) ||
        element.closest('[aria-hidden=true], [inert]')
      // Pressing the words beside a small box presses it, too.
      const targetOf = (element: Element) => element.closest('label') ?? element
      // What is drawn small may take a press from further than it is drawn.
      const isPressedAround = (target: Element) => {
        target.scrollIntoView({ block: 'center' })
        const { left, top, width, height } = target.getBoundingClientRect()
        const [x, y] = [left + width / 2, top + height / 2]
        const reachX = Math.max(width, least) / 2 - 1
        const reachY = Math.max(height, least) / 2 - 1
        const around = [
          [x - reachX, y],
          [x + reachX, y],
          [x, y - reachY],
          [x, y + reachY],
        ] as const
        return around.every(([atX, atY]) => target.contains(document.elementFromPoint(atX, atY)))
      }
      return [...document.querySelectorAll(selector)]
        .filter(
          (element) => !isInSentence(element) && !isHidden(element) && !element.matches('.nl-skip-link'),
        )
        .map((element) => ({ element, box: targetOf(element).getBoundingClientRect() }))
        .filter(({ box }) => box.width < least - 0.5 || box.height < least - 0.5)
        .filter(({ element }) => !isPressedAround(targetOf(element)))
        .map(({ element, box }) => {
          const name = element.getAttribute('aria-label') ?? element.textContent ?? ''
          return `${element.tagName.toLowerCase()} "${name.trim().slice(0, 40)}" ${Math.round(box.width)} × ${Math.round(box.height)}`
        })
    },
    [controls, leastPx] as const,
  )

/** Of words that are smaller than 16 px, and are neither a badge nor stand under an icon; none is below 14 px. */
export const tooFine = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found = new Set<string>()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      const words = node.textContent?.trim() ?? ''
      if (!parent || words === '' || !parent.checkVisibility({ visibilityProperty: true })) continue
      if (parent.closest('script, style, noscript, [aria-hidden=true], .visually-hidden')) continue
      const size = Number.parseFloat(getComputedStyle(parent).fontSize)
      const least = parent.closest('.nl-button') ? 14 : parent.closest('nav, span, kbd, code, pre') ? 15 : 16
      if (size < least) found.add(`"${words.slice(0, 40)}" ${size}px`)
    }
    return [...found]
  })

/** What sticks out of the window to the side, or is cut off without a sign that there is more. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const describe = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.className} "${(element.textContent ?? '').trim().slice(0, 40)}"`
    const wide =
      document.documentElement.scrollWidth > innerWidth
        ? [`the page: ${document.documentElement.scrollWidth}`]
        : []
    const isShown = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.closest('.visually-hidden, .nl-number-badge__hidden-label')
    const out = [...document.querySelectorAll('body *')].filter((element) => {
      if (!isShown(element)) return false
      const { left, right, width } = element.getBoundingClientRect()
      return width > 1 && (right > innerWidth + 1 || left < -1) && !element.closest('svg, .nl-skip-link')
    })
    const cut = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      const style = getComputedStyle(element)
      if (!isShown(element) || element.clientWidth < 2) return false
      if (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') return false
      const hidesX = /hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1
      const hidesY = /hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 1
      return (
        (hidesX || hidesY) && !element.matches('input, select, [class*=scroller], [class*=shell], html, body')
      )
    })
    return [
      ...wide,
      ...out.map((element) => `out: ${describe(element)}`),
      ...cut.map((element) => `cut: ${describe(element)}`),
    ]
  })

/** Controls that something else lies over, however one scrolls. */
export const unreachable = (page: Page): Promise<string[]> =>
  page.evaluate((selector) => {
    const over = document.querySelector('dialog[open], [role=menu]')
    const within = over ?? document.body
    return [...within.querySelectorAll<HTMLElement>(selector)]
      .filter(
        (element) =>
          element.checkVisibility({ visibilityProperty: true }) && !element.matches('.nl-skip-link'),
      )
      .filter((element) => {
        const target = element.closest('label') ?? element
        target.scrollIntoView({ block: 'center' })
        // Of what runs over several lines one that is in view is enough.
        return ![...target.getClientRects()].some(({ left, top, width, height }) => {
          const hit = document.elementFromPoint(left + width / 2, top + height / 2)
          return hit !== null && (target.contains(hit) || hit.contains(target))
        })
      })
      .map(
        (element) =>
          `${element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}"`,
      )
  }, controls)
