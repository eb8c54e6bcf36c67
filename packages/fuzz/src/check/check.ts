import type { Check } from '../end-state.ts'
import { checkCommands } from './commands.ts'
import { checkCopies } from './copies.ts'
import { checkLog } from './log.ts'
import { checkReplay } from './replay.ts'
import { checkDeleted, checkPositions, checkRest } from './rest.ts'
import { checkShares } from './shares.ts'

/** What the log alone must satisfy. */
export const logChecks: readonly Check[] = [checkLog, checkCommands, checkReplay, checkDeleted]

export const allChecks: readonly Check[] = [...logChecks, checkShares, checkPositions, checkCopies, checkRest]

/** Every way in which an end state is wrong, in sentences; empty when all is well. */
export const violationsOf: Check = (state) => allChecks.flatMap((check) => check(state))
