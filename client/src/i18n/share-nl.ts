export const shareNl = {
  title: 'Deel buiten Bijpraat',
  exactly: 'Dit deel je, en niets anders:',
  open: 'Iedereen met de link kan dit lezen.',
  signedIn: 'Alleen wie is ingelogd kan dit lezen.',
  members: (name: string) => `Alleen leden van ${name} kunnen de link openen.`,
  membersOnly: 'Alleen leden kunnen de link openen.',
  notTheWords: 'Wat een ander schreef, blijft hier.',
  share: 'Deel',
  copy: 'Kopieer',
}
