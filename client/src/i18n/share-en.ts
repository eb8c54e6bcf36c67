import type { shareNl } from './share-nl.ts'

export const shareEn: typeof shareNl = {
  title: 'Share outside Bijpraat',
  exactly: 'You share this, and nothing else:',
  open: 'Everyone with the link can read this.',
  signedIn: 'Only who is signed in can read this.',
  members: (name) => `Only members of ${name} can open the link.`,
  membersOnly: 'Only members can open the link.',
  notTheWords: 'What someone else wrote stays here.',
  share: 'Share',
  copy: 'Copy',
}
