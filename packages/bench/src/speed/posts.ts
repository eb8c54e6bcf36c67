/** A change that was asked for: its text tells it from all others. */
export type Post = {
  channelId: string
  itemId: string
  text: string
  /** On this process's clock; latency counts from here, however late it was really sent. */
  dueAt: number
  measured: boolean
}

/** What is known of a channel's revs: which post each came from, as far as any reader has heard. */
export type KnownChannel = { head: number; base: number; dueAt: Float64Array }

/** What was posted and what must therefore arrive. */
export const createPosts = () => {
  const byText = new Map<string, Post>()
  const channels = new Map<string, KnownChannel>()
  let wrong = 0

  const know = (channelId: string, head: number): KnownChannel => {
    const held = channels.get(channelId)
    if (held) return held
    const fresh = { head, base: head, dueAt: new Float64Array(4096).fill(Number.NaN) }
    channels.set(channelId, fresh)
    return fresh
  }

  const note = (channel: KnownChannel, rev: number, dueAt: number) => {
    const index = rev - channel.base
    if (index >= channel.dueAt.length) {
      const larger = new Float64Array(Math.max(2 * channel.dueAt.length, index + 1)).fill(Number.NaN)
      larger.set(channel.dueAt)
      channel.dueAt = larger
    }
    channel.dueAt[index] = dueAt
  }

  type Item = { id: string; rev: number; content: { text?: string } | null }
  type Range = { channelId: string; after: number; upTo: number; items: Item[] }

  /** Whole check of one frame: revs rise within the range, and every body is what was posted under that id. */
  const check = (json: string): void => {
    const range = JSON.parse(json) as Range
    const channel = know(range.channelId, range.after)
    let last = range.after
    for (const item of range.items) {
      if (item.rev <= last || item.rev > range.upTo) wrong += 1
      last = item.rev
      const post = byText.get(item.content?.text ?? '')
      if (post === undefined || post.itemId !== item.id || post.channelId !== range.channelId) wrong += 1
      else if (item.rev > channel.head) note(channel, item.rev, post.measured ? post.dueAt : Number.NaN)
    }
    channel.head = Math.max(channel.head, range.upTo)
  }

  return {
    add: (post: Post) => void byText.set(post.text, post),
    know,
    check,
    channel: (channelId: string) => channels.get(channelId),
    /** Bodies that were not what was posted. */
    wrong: () => wrong,
    /** Forgets the channels, too: another server counts its own revs. */
    forget: () => {
      byText.clear()
      channels.clear()
    },
    /** Forgets what was posted: a new measurement begins. */
    clear: () => {
      byText.clear()
      wrong = 0
      for (const channel of channels.values()) {
        channel.base = channel.head
        channel.dueAt.fill(Number.NaN)
      }
    },
  }
}
