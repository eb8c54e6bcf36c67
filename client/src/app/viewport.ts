/**
 * Keeps the app as high as what is seen. `dvh` does not count the keyboard on iOS, which lays it over the page
 * and pushes the page up; then where one writes would be out of view. Returns its undoing.
 */
export const followViewport = (): (() => void) => {
  const viewport = window.visualViewport
  if (!viewport) return () => {}
  const root = document.documentElement
  const apply = () => {
    // Zoomed in with two fingers, what is seen is a part of the page, and the page must stay as it is.
    if (viewport.scale > 1.01) return
    root.style.setProperty('--app-height', `${viewport.height}px`)
    if (viewport.offsetTop > 0) window.scrollTo(0, 0)
  }
  apply()
  viewport.addEventListener('resize', apply)
  viewport.addEventListener('scroll', apply)
  return () => {
    viewport.removeEventListener('resize', apply)
    viewport.removeEventListener('scroll', apply)
  }
}
