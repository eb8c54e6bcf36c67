import type { Command, ErrorCode, InputOf, OutputOf } from '@bijpraat/contract'
import type { Actor, ChannelFacts } from '../rights/rights.ts'

/** What a policy is asked with: who, what, and the channel that the input names (null when it names none). */
export type Asked<C extends Command> = {
  actor: Actor | null
  input: InputOf<C>
  channel: ChannelFacts | null
}

/** `ok`, or the code of the refusal. Pure. */
export type Policy<C extends Command> = (asked: Asked<C>) => 'ok' | ErrorCode

/** The session cookie of this request; only over HTTP. */
export type SessionCookie = { set: (token: string, expiresAt: Date) => void; clear: () => void }

/** The rooms of this connection; only over Socket.IO. */
export type Connection = {
  id: string
  join: (room: string) => void
  leave: (room: string) => void
}

export type Call<C extends Command> = {
  actor: Actor | null
  input: InputOf<C>
  channel: ChannelFacts | null
  /** Address of the client, for limits; never logged. */
  ip: string
  /** The browser's own name for itself, shortened. */
  userAgent: string
  cookie: SessionCookie | null
  connection: Connection | null
}

/** `Call` of a command that only someone signed in gets past its policy with. */
export type SignedInCall<C extends Command> = Call<C> & { actor: Actor }

export type Served = {
  command: Command
  policy: Policy<Command>
  run: (call: Call<Command>) => Promise<unknown>
}

/** Binds a declared command to who may (policy) and what happens (run). Nothing else reaches the wire. */
export const serve = <C extends Command>(
  command: C,
  part: { policy: Policy<C>; run: (call: Call<C>) => Promise<OutputOf<C>> },
): Served => ({ command, ...part }) as unknown as Served

/** For commands whose policy refuses those who are signed out, and that name a channel. */
export const signedIn = <C extends Command>(call: Call<C>): SignedInCall<C> => {
  if (call.actor === null) throw new Error(`policy of a signed-in command let a signed-out caller through`)
  return call as SignedInCall<C>
}
