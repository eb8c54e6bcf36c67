import { presenceHoldsMs } from '@bijpraat/contract'
import { describe, expect, test } from 'vitest'
import { createReplica } from '../replica/replica.ts'
import type { Clock, Device } from './ports.ts'
import { createPresence } from './presence.ts'

/** Time that passes when told to. */
const movableClock = () => {
  let now = 1_000
  const due: { at: number; run: () => void }[] = []
  const clock: Clock = {
    now: () => now,
    after: (ms, run) => {
      const entry = { at: now + ms, run }
      due.push(entry)
      return () => {
        const at = due.indexOf(entry)
        if (at >= 0) due.splice(at, 1)
      }
    },
  }
  const pass = (ms: number) => {
    const end = now + ms
    for (;;) {
      const next = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      due.splice(due.indexOf(next), 1)
      now = next.at
      next.run()
    }
    now = end
  }
  return { clock, pass }
}

const setUp = () => {
  const replica = createReplica()
  const { clock, pass } = movableClock()
  let visible = true
  let changed = () => {}
  const device: Device = {
    online: () => true,
    visible: () => visible,
    onChange: (run) => {
      changed = run
      return () => {}
    },
  }
  const said: string[] = []
  const presence = createPresence({
    replica,
    clock,
    device,
    say: ({ channelId, doing }) => said.push(`${doing} ${channelId}`),
  })
  const look = (on: boolean) => {
    visible = on
    changed()
  }
  const who = () =>
    [...(replica.getState().presence.get('c') ?? [])].map(([id, { doing }]) => `${id} ${doing}`)
  return { presence, said, pass, look, who }
}

describe('presence', () => {
  test('L9: what is heard is forgotten by itself, writing sooner than being here', () => {
    const { presence, pass, who } = setUp()
    presence.hear({ channelId: 'c', personId: 'p', doing: 'here' })
    presence.hear({ channelId: 'c', personId: 'q', doing: 'writing' })
    expect(who()).toEqual(['p here', 'q writing'])
    pass(10_000)
    expect(who()).toEqual(['p here'])
    pass(presenceHoldsMs)
    expect(who()).toEqual([])
  })

  test('who goes is forgotten at once, and nonsense is not heard', () => {
    const { presence, who } = setUp()
    presence.hear({ channelId: 'c', personId: 'p', doing: 'here' })
    presence.hear({ channelId: 'c', personId: 'p', doing: 'away' })
    presence.hear({ channelId: 'c', personId: 'p', doing: 'dancing' })
    presence.hear(null)
    expect(who()).toEqual([])
  })

  test('being here is repeated while the page is seen, and taken back when it is not', () => {
    const { presence, said, pass, look } = setUp()
    presence.open('c')
    pass(31_000)
    expect(said).toEqual(['here c', 'here c', 'here c'])
    look(false)
    pass(60_000)
    expect(said.slice(3)).toEqual(['away c'])
    look(true)
    presence.open(null)
    expect(said.slice(4)).toEqual(['here c', 'away c'])
  })

  test('writing is told seldom, and ends with what was written', () => {
    const { presence, said, pass } = setUp()
    presence.writing()
    expect(said).toEqual([])
    presence.open('c')
    for (let i = 0; i < 10; i += 1) {
      presence.writing()
      pass(500)
    }
    presence.wrote()
    presence.writing()
    expect(said).toEqual(['here c', 'writing c', 'writing c', 'here c', 'writing c'])
  })
})
