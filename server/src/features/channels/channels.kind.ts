import { channelItem } from '@bijpraat/contract'
import { defineServerKind } from '../../log/kinds.ts'

export const channelKind = defineServerKind(channelItem, {
  recordKind: 'official',
  publicContent: (content) => content,
})
