import { notices } from '@bijpraat/contract'
import { defineServerKind } from '../../log/kinds.ts'

export const noticesKind = defineServerKind(notices, { recordKind: 'chat' })
