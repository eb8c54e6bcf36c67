import { update } from '@bijpraat/contract'
import { defineServerKind } from '../../log/kinds.ts'

export const updateKind = defineServerKind(update, {
  recordKind: 'official',
  reactable: true,
  deletable: true,
  answerable: true,
  publicContent: (content) => content,
})
