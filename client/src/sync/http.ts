import { offline, readAnswer } from './answers.ts'
import type { Ask } from './ports.ts'

/** Commands over HTTP: for those that set cookies, and where no socket is open. `origin` is empty in a browser. */
export const httpAsk =
  (origin = '', fetchIt: typeof fetch = fetch): Ask =>
  async (command, input, timeoutMs) => {
    try {
      const response = await fetchIt(`${origin}/api/${command}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(input),
        credentials: 'same-origin',
        signal: AbortSignal.timeout(timeoutMs),
      })
      return readAnswer(await response.json())
    } catch {
      return offline
    }
  }
