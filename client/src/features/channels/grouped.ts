import type { ChannelContent } from '@bijpraat/contract'

export type Grouped<T> = { group: 'projects' | 'villages' | 'topics' | 'archived'; channels: T[] }

const groupOf = ({ kind, archived }: ChannelContent): Grouped<unknown>['group'] => {
  if (archived) return 'archived'
  switch (kind) {
    case 'project':
      return 'projects'
    case 'village':
      return 'villages'
    case 'topic':
      return 'topics'
  }
}

/** Channels by kind in the order of the list, what is archived last; kinds without any are left out. */
export const grouped = <T extends { content: ChannelContent }>(channels: readonly T[]): Grouped<T>[] =>
  (['projects', 'villages', 'topics', 'archived'] as const)
    .map((group) => ({ group, channels: channels.filter(({ content }) => groupOf(content) === group) }))
    .filter(({ channels: some }) => some.length > 0)
