import { project } from '@bijpraat/contract'
import { defineServerKind } from '../../log/kinds.ts'

export const projectKind = defineServerKind(project, {
  recordKind: 'official',
  standingAtMost: 1,
  // Whom to ask is for those who belong to it (W5).
  publicContent: (content) => ({ ...content, contactIds: [] }),
})
