import { maxScheduled, scheduled } from '@bijpraat/contract'
import { defineServerKind } from '../../log/kinds.ts'

/** A scheduled message stands as long as it is to be sent. */
export const scheduledKind = defineServerKind(scheduled, { recordKind: 'chat', standingAtMost: maxScheduled })
