import { isCalledTogether, withNames } from '@bijpraat/contract'
import type { Texts } from '../i18n/nl.ts'
import type { ReplicaState } from '../replica/replica.ts'
import { personById } from '../replica/selectors.ts'
import { shownName } from './people.ts'

/** The present name of who is called: a person by id, or a word for several. */
export const calledName = (state: ReplicaState, called: string, t: Texts): string =>
  isCalledTogether(called) ? t.mention[called] : shownName(personById(state, called), t)

/** What somebody said as plain text, with names in place of what stands for them. */
export const withCalledNames = (state: ReplicaState, text: string, t: Texts): string =>
  withNames(text, (called) => calledName(state, called, t))
