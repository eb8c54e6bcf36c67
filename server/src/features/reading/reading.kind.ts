import { positions } from '@bijpraat/contract'
import { defineServerKind } from '../../log/kinds.ts'

export const positionsKind = defineServerKind(positions, { recordKind: 'chat' })
