import type * as z from 'zod/mini'
import type { ErrorCode } from './errors.ts'

/** A JSON object schema whose unknown keys are refused (W3). */
export type InputSchema = z.ZodMiniObject

/** How often one person (or, signed out, one address) may give a command. */
export type Rate = { limit: number; perSeconds: number }

/**
 * What a command does: `read` changes nothing; `change` is recorded under the client's `commandId` and done
 * exactly once (L4); `set` states a wanted end (a read position, a signed-out session), so that giving it twice
 * is the same as once and nothing needs to be recorded.
 */
export type Effect = 'read' | 'change' | 'set'

export type Transport = 'socket' | 'http'

export type Command<
  Name extends string = string,
  Input extends InputSchema = InputSchema,
  Output extends z.ZodMiniType = z.ZodMiniType,
  Code extends ErrorCode = ErrorCode,
> = {
  name: Name
  summary: string
  effect: Effect
  input: Input
  output: Output
  /** Codes beyond those that every command can give (`commonErrors`). */
  errors: readonly Code[]
  rate: Rate
  transports: readonly Transport[]
  /** Its answers are worth compressing: asked over HTTP where there is a choice, since no frame is compressed. */
  large: boolean
}

export type InputOf<C extends Command> = z.output<C['input']>
export type OutputOf<C extends Command> = z.output<C['output']>

type Declared<N extends string, I extends InputSchema, O extends z.ZodMiniType, E extends ErrorCode> = Omit<
  Command<N, I, O, E>,
  'transports' | 'errors' | 'large'
> & { transports?: readonly Transport[]; errors?: readonly E[]; large?: true }

/** Declares a command once for server, client, OpenAPI and the generated tests (W2). */
export const defineCommand = <
  const N extends string,
  I extends InputSchema,
  O extends z.ZodMiniType,
  const E extends ErrorCode = never,
>(
  declared: Declared<N, I, O, E>,
): Command<N, I, O, E> => ({
  errors: [],
  transports: ['socket', 'http'],
  large: false,
  ...declared,
})

/**
 * Who receives a broadcast: everyone in an audience's room of a channel, the sockets of one person, or the one
 * connection that asked for it.
 */
export type Receivers = 'audience' | 'person' | 'everyone' | 'asker'

export type Broadcast<Name extends string = string, Payload extends z.ZodMiniType = z.ZodMiniType> = {
  name: Name
  summary: string
  receivers: Receivers
  payload: Payload
}

export const defineBroadcast = <const N extends string, P extends z.ZodMiniType>(
  broadcast: Broadcast<N, P>,
): Broadcast<N, P> => broadcast

/** How a new item of a kind notifies: as news, which a channel has seldom, or as talk, which it has all day. */
export type Notifies = 'news' | 'talk'

/**
 * How an item of a kind counts for who catches up: as an announcement, as news of its project, as a change of its plan,
 * or as talk.
 */
export type CatchUpPart = 'announcement' | 'update' | 'plan' | 'talk'

/** What server and client both must know of a kind of item (P5); each side adds its own half. */
export type ItemKind<Name extends string = string, Content extends z.ZodMiniType = z.ZodMiniType> = {
  kind: Name
  content: Content
  /** Whether an item of this kind counts as unread for those who did not write it. */
  countsAsUnread: boolean
  /** Said by every kind that counts as unread; a share counts as what it shares. */
  catchUp?: CatchUpPart
  /** Without it nobody is notified of it. */
  notifies?: Notifies
  /** Plain text for search, notifications and quotes. */
  plainText: (content: z.output<Content>) => string
}

export type ContentOf<K extends ItemKind> = z.output<K['content']>

export const defineKind = <const N extends string, C extends z.ZodMiniType>(
  kind: ItemKind<N, C>,
): ItemKind<N, C> => kind
