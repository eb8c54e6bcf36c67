import { markRead } from '@bijpraat/contract'
import type { LogReader } from '../../log/read.ts'
import { type ChannelFacts, mayRead } from '../../rights/rights.ts'
import { type Served, serve, signedIn } from '../../wire/serve.ts'

type Parts = {
  factsOf: (channelIds: readonly string[]) => Promise<Map<string, ChannelFacts>>
  heads: LogReader['heads']
  raise: (personId: string, positions: readonly { channelId: string; seq: number }[]) => Promise<void>
}

export const readingCommands = ({ factsOf, heads, raise }: Parts): Served[] => [
  serve(markRead, {
    policy: ({ actor }) => (actor ? 'ok' : 'not_signed_in'),
    run: async ({ input, ...call }) => {
      const actor = signedIn(call)
      const facts = await factsOf(input.positions.map(({ channelId }) => channelId))
      const readable = input.positions.filter(
        ({ channelId }) => mayRead(actor, facts.get(channelId) ?? null) === 'ok',
      )
      // A position beyond the head would hide what is yet to come.
      const found = await heads(readable.map(({ channelId }) => channelId))
      const revs = new Map(found.map(({ channelId, rev }) => [channelId, rev]))
      const held = readable.flatMap(({ channelId, seq }) => {
        const rev = revs.get(channelId)
        return rev === undefined || seq === 0 ? [] : [{ channelId, seq: Math.min(seq, rev) }]
      })
      if (held.length > 0) await raise(actor.personId, held)
      return {}
    },
  }),
]
