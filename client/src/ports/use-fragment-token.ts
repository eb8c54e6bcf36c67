import { useState } from 'react'

/**
 * The secret after the `#` of a mailed or shared address, taken once; null when it is not whole. It is left in the
 * address bar on purpose: whoever loads the page again before pressing the button still has it.
 */
export const useFragmentToken = (): string | null => {
  const [token] = useState(() => location.hash.slice(1))
  return /^[\w-]{20,128}$/.test(token) ? token : null
}
