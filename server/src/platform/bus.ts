import type { Redis } from 'ioredis'

/** Tells other nodes; may lose anything at any time (L8). */
export type Bus = {
  publish: (topic: string, message: string) => void
  /** Resolves when subscribed, or at once when the bus is away: then it subscribes when it comes back. */
  subscribe: (topic: string, listener: (message: string) => void) => Promise<void>
  unsubscribe: (topic: string) => void
}

/** A bus over Redis pub/sub; `subscriber` is a connection of its own, as Redis wants. */
export const createRedisBus = ({
  publisher,
  subscriber,
  prefix,
}: {
  publisher: Redis
  subscriber: Redis
  /** Keeps installations that share a Redis apart. */
  prefix: string
}): Bus => {
  const listeners = new Map<string, (message: string) => void>()
  subscriber.on('message', (topic: string, message: string) => listeners.get(topic)?.(message))
  const lost = () => undefined
  // After Redis was away: to what is wanted now, whenever it was asked for.
  subscriber.on('ready', () => {
    if (listeners.size > 0) subscriber.subscribe(...listeners.keys()).catch(lost)
  })

  return {
    publish: (topic, message) => {
      if (publisher.status === 'ready') publisher.publish(prefix + topic, message).catch(lost)
    },
    subscribe: async (topic, listener) => {
      listeners.set(prefix + topic, listener)
      if (subscriber.status === 'ready') await subscriber.subscribe(prefix + topic).catch(lost)
    },
    unsubscribe: (topic) => {
      listeners.delete(prefix + topic)
      if (subscriber.status === 'ready') subscriber.unsubscribe(prefix + topic).catch(lost)
    },
  }
}
