import type { ownNl } from './own-nl.ts'

export const ownEn: typeof ownNl = {
  saved: 'Saved',
  savedText: 'Messages to come back to',
  noneSaved: 'Nothing saved yet',
  noneSavedText: 'Choose Save at a message. Then you find it here.',
  coming: 'The text is on its way.',
  later: 'The text comes once there is a connection.',
  deleted: 'This message was deleted.',
  gone: 'You can’t read this message any more.',
}
