import { message } from '@bijpraat/contract'
import { defineServerKind } from '../../log/kinds.ts'

/** Villagers' chat is never public (W5). */
export const messageKind = defineServerKind(message, {
  recordKind: 'chat',
  reactable: true,
  deletable: true,
  answerable: true,
})
