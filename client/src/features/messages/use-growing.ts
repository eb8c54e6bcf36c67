import { type RefObject, useLayoutEffect } from 'react'

/** Makes a text field as high as what is in it; its style says how high at most. */
export const useGrowing = (field: RefObject<HTMLTextAreaElement | null>, value: string) => {
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    // Empty it would grow to its hint, which is cut off instead.
    if (value === '') return
    element.style.height = `${element.scrollHeight + element.offsetHeight - element.clientHeight}px`
  }, [field, value])
}
