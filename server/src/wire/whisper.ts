import { type Presence, presence } from '@bijpraat/contract'
import type { Bus } from '../platform/bus.ts'
import { roomOf } from './rooms.ts'
import type { LiveServer } from './socket-server.ts'

const topic = 'presence'

/**
 * Tells what is not worth keeping to the insiders of a channel, on every node. Volatile: a connection that does
 * not take it at once never gets it (L9).
 */
export const createWhisper = ({ bus, io }: { bus: Bus; io: () => LiveServer | null }) => {
  const emit = (said: Presence) => {
    io()
      ?.local.volatile.to(roomOf(said.channelId, 'members'))
      .emit(presence.name, said as never)
  }
  void bus.subscribe(topic, (message) => emit(JSON.parse(message) as Presence))
  // This node hears it by the bus like every other; with Redis away it is lost, which a whisper may be.
  return (said: Presence): void => bus.publish(topic, JSON.stringify(said))
}
