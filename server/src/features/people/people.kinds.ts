import { person, sessionsChange } from '@bijpraat/contract'
import { defineServerKind } from '../../log/kinds.ts'

export const personKind = defineServerKind(person, { recordKind: 'chat' })

/** Tells every node that sessions of this person ended. */
export const sessionsKind = defineServerKind(sessionsChange, { recordKind: 'chat' })
