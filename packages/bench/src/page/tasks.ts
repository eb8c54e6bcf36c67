import type { Browser, Page } from '@playwright/test'

type Noted = { answers?: number[] }

/**
 * In the page, before anything of it runs: notes how long each touch and key waited until the next picture was made.
 * The browser's own measure of this says of keys when something else was drawn next, where there is no screen.
 */
export const noteAnswers = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const answers: number[] = []
    Object.assign(window, { answers })
    const afterFrame = new MessageChannel()
    const waiting: number[] = []
    afterFrame.port1.onmessage = () => {
      const now = performance.now()
      for (const since of waiting.splice(0)) answers.push(now - since)
    }
    const note = ({ timeStamp }: Event) => {
      requestAnimationFrame(() => {
        waiting.push(timeStamp)
        // Taken up once this frame is drawn.
        afterFrame.port2.postMessage(null)
      })
    }
    for (const name of ['pointerdown', 'click', 'keydown']) addEventListener(name, note, { capture: true })
  })

/** From each touch or key to the next picture, since this was asked last; ms. */
export const answers = (page: Page): Promise<number[]> =>
  page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100))
    return (window as Noted).answers?.splice(0) ?? []
  })

/** The tasks of a page's main thread, in ms: by the clock, and by the processor time that they were given. */
export type Tasks = {
  wall: number[]
  cpu: number[]
  /** Processor time of all tasks together, also of the short ones. */
  cpuInAll: number
}

type Traced = {
  name: string
  ph: string
  pid: number
  tid: number
  dur?: number
  tdur?: number
  args?: { name?: string }
}

/** The tasks of the page that is busiest while `work` runs; only what is long enough to be felt. */
export const tasksDuring = async (
  browser: Browser,
  page: Page,
  work: () => Promise<unknown>,
): Promise<Tasks> => {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] })
  await work()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: Traced[] }
  const all = busiest(traceEvents)
  const long = all.filter(({ dur = 0 }) => dur > feltUs)
  return {
    wall: long.map(({ dur = 0 }) => Math.round(dur / 1_000)),
    cpu: long.map(({ tdur = 0 }) => Math.round(tdur / 1_000)),
    cpuInAll: Math.round(all.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1_000),
  }
}

const feltUs = 20_000

/** The tasks of the main thread that had the most of them: that of the page which was looked at. */
const busiest = (events: readonly Traced[]): Traced[] => {
  const isMain = ({ name, args }: Traced) => name === 'thread_name' && args?.name === 'CrRendererMain'
  const threads = new Map(events.filter(isMain).map(({ pid, tid }) => [`${pid}/${tid}`, [] as Traced[]]))
  for (const event of events) {
    if (event.ph === 'X' && /RunTask$/.test(event.name)) threads.get(`${event.pid}/${event.tid}`)?.push(event)
  }
  return [...threads.values()].sort((a, b) => b.length - a.length)[0] ?? []
}

export const longest = (tasks: readonly number[]): number => Math.max(0, ...tasks)
