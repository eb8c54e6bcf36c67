import { saved } from '@bijpraat/contract'
import { defineServerKind } from '../../log/kinds.ts'

export const savedKind = defineServerKind(saved, { recordKind: 'chat' })
