import { share } from '@bijpraat/contract'
import { defineServerKind } from '../../log/kinds.ts'

/** The home item's own public view is what may be seen; the consumer shares nothing to wider readers. */
export const shareKind = defineServerKind(share, {
  recordKind: 'official',
  answerable: true,
  publicContent: (content) => content,
})
