import { desk, moderated, report } from '@bijpraat/contract'
import { defineServerKind } from '../../log/kinds.ts'

export const reportKind = defineServerKind(report, { recordKind: 'chat' })
export const moderatedKind = defineServerKind(moderated, { recordKind: 'official' })
export const deskKind = defineServerKind(desk, { recordKind: 'chat' })
