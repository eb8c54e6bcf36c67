import { type RefObject, useLayoutEffect } from 'react'

/** Makes a text field as high as what is in it; its style says how high at most. */
export const useGrowing = (field: RefObject<HTMLTextAreaElement | null>, value: string) => {
  // The value is not read: that it changed is the reason to measure.
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight + element.offsetHeight - element.clientHeight}px`
  }, [field, value])
}
