import { readCatchUp } from '@bijpraat/contract'
import { type Served, serve, signedIn } from '../../wire/serve.ts'
import { mayCatchUp } from './catch-up.policy.ts'
import type { CatchUpService } from './catch-up.service.ts'

export const catchUpCommands = ({ service }: { service: CatchUpService }): Served[] => [
  serve(readCatchUp, {
    policy: mayCatchUp,
    run: (call) => service.read(signedIn(call), call.input.channelId),
  }),
]
