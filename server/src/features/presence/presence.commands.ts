import { type Presence, sayPresence } from '@bijpraat/contract'
import { mayBeInside } from '../../rights/rights.ts'
import { type Served, serve, signedIn } from '../../wire/serve.ts'

export const presenceCommands = ({ whisper }: { whisper: (presence: Presence) => void }): Served[] => [
  serve(sayPresence, {
    policy: ({ actor, channel }) => mayBeInside(actor, channel),
    run: async ({ input, ...call }) => {
      whisper({ ...input, personId: signedIn(call).personId })
      return {}
    },
  }),
]
