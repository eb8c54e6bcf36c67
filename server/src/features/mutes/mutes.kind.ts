import { mute } from '@bijpraat/contract'
import { defineServerKind } from '../../log/kinds.ts'

export const muteKind = defineServerKind(mute, { recordKind: 'chat' })
