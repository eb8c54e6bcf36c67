import { decision } from '@bijpraat/contract'
import { defineServerKind } from '../../log/kinds.ts'

/** Not deleted: a decision that is taken back is changed, with the reason why. Of whom it was made from nothing leaves. */
export const decisionKind = defineServerKind(decision, {
  recordKind: 'decision',
  reactable: true,
  answerable: true,
  publicContent: ({ fromId: _, ...content }) => content,
})
