import { channelsNl } from './channels-nl.ts'
import { frameNl } from './frame-nl.ts'
import { peopleNl } from './people-nl.ts'
import { talkNl } from './talk-nl.ts'

/** Everything that people read, in plain Dutch (B1): je, verbs first, dates in words, no blame. */
export const nl = {
  ...frameNl,
  ...talkNl,
  ...channelsNl,
  ...peopleNl,
}

/** The shape that every language fills. */
export type Texts = typeof nl
