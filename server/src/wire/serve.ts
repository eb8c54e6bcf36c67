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
  /** Is in these, too. */
  join: (rooms: readonly string[]) => void
  /** Is in exactly these channel rooms from now on. */
  enter: (rooms: readonly string[]) => void
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

export type Served = {
  command: Command
  policy: Policy<Command>
  run: (call: Call<Command>) => Promise<unknown>
  recordIn?: (call: Call<Command>) => string
}

type Part<C extends Command> = {
  policy: Policy<C>
  run: (call: Call<C>) => Promise<OutputOf<C>>
  /** In which channel's log a change is recorded; without it, in the channel that its input names. */
  recordIn?: (call: Call<C>) => string
}

/** Binds a declared command to who may (policy) and what happens (run). Nothing else reaches the wire. */
export const serve = <C extends Command>(command: C, part: Part<C>): Served =>
  ({ command, ...part }) as unknown as Served

/** The caller of a command whose policy refuses those who are signed out. */
export const signedIn = (call: { actor: Actor | null }): Actor => {
  if (call.actor === null) throw new Error('a policy let a signed-out caller through')
  return call.actor
}

/** The channel that the input names; the runner has found it. */
export const channelOf = (call: { channel: ChannelFacts | null }): ChannelFacts => {
  if (call.channel === null) throw new Error('a command without a channel asked for one')
  return call.channel
}

export const recordedIn = (served: Served, call: Call<Command>): string =>
  served.recordIn?.(call) ?? (call.input as { channelId: string }).channelId

/** What a command said, for telling a retry from another command under the same id (L4). */
export const saidBy = (command: Command, input: unknown) => ({ command: command.name, input })

type Changing = Command & { input: { shape: { commandId: unknown; channelId: unknown } } }

/** What the log must know of a command that changes a channel: where, who, under which id, and what it said. */
export const asChange = <C extends Changing>(command: C, call: Pick<Call<C>, 'actor' | 'input'>) => {
  const { channelId, commandId } = call.input as { channelId: string; commandId: string }
  return { channelId, commandId, authorId: signedIn(call).personId, said: saidBy(command, call.input) }
}
