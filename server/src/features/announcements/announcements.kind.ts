import { acknowledged, announcement, maxPinned } from '@bijpraat/contract'
import { defineServerKind } from '../../log/kinds.ts'

/** An announcement stands as long as it is pinned. */
export const announcementKind = defineServerKind(announcement, {
  recordKind: 'official',
  reactable: true,
  deletable: true,
  answerable: true,
  standingAtMost: maxPinned,
  // How many villagers have read it is for villagers.
  publicContent: ({ read: _, asksRead: __, ...shown }) => shown,
})

export const acknowledgedKind = defineServerKind(acknowledged, { recordKind: 'chat' })
