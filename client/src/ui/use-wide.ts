import { useSyncExternalStore } from 'react'

/** The same width stands in the styles, which know no variables in such a place. */
const query = '(min-width: 900px)'

const subscribe = (onChange: () => void) => {
  const width = matchMedia(query)
  width.addEventListener('change', onChange)
  return () => width.removeEventListener('change', onChange)
}

/** Whether there is room for a list beside the page. */
export const isWide = (): boolean => matchMedia(query).matches

/** What is not shown is not drawn: on an old phone a hidden list costs as much as one that is seen. */
export const useWide = (): boolean => useSyncExternalStore(subscribe, isWide)
