import { pages } from '@bijpraat/contract'

/** Addresses of pages. What mails and invitations point to is the contract's; the rest is the client's own. */
export const paths = {
  home: pages.home,
  /** On a phone; on a wide screen the list stands beside every page. */
  channels: '/kanalen',
  channel: pages.channel,
  item: pages.item,
  members: (channelId: string) => `${pages.channel(channelId)}/leden`,
  settings: (channelId: string) => `${pages.channel(channelId)}/instellingen`,
  plan: (channelId: string) => `${pages.channel(channelId)}/plan`,
  agreement: (channelId: string) => `${pages.channel(channelId)}/afspraken`,
  agreementHistory: (channelId: string) => `${pages.channel(channelId)}/afspraken/eerder`,
  agreementThen: (channelId: string, version: number | string) =>
    `${pages.channel(channelId)}/afspraken/eerder/${version}`,
  planPart: (channelId: string, partId: string) => `${pages.channel(channelId)}/plan/deel/${partId}`,
  planHistory: (channelId: string) => `${pages.channel(channelId)}/plan/eerder`,
  /** As the change with this place in the log left it. */
  planThen: (channelId: string, seq: number | string) => `${pages.channel(channelId)}/plan/eerder/${seq}`,
  /** What comes next in the projects of a village or topic. */
  plans: (channelId: string) => `${pages.channel(channelId)}/plannen`,
  /** Questions that wait for an answer: of all channels, or of one. */
  questions: '/vragen',
  questionsOf: (channelId: string) => `${pages.channel(channelId)}/vragen`,
  decisions: (channelId: string) => `${pages.channel(channelId)}/besluiten`,
  newChannel: '/nieuw/kanaal',
  discover: '/ontdek',
  people: '/wie',
  person: (personId: string) => `/wie/${personId}`,
  me: '/ik',
  saved: '/bewaard',
  moderation: '/meldingen',
  signIn: pages.signIn,
  /** Sign in, then go on to a page of ours. */
  signInFor: (goTo: string) => `${pages.signIn}?verder=${encodeURIComponent(goTo)}`,
  signInLink: '/inloggen/link',
  invitation: '/uitnodiging',
  houseRules: '/huisregels',
  privacy: '/privacy',
  /** Every primitive in every state, for developers. */
  blocks: '/bouwstenen',
} as const

/** What to go on to after signing in; only a path of this very site, so that no link leads people elsewhere. */
export const goToFrom = (search: string): string | null => {
  const wanted = new URLSearchParams(search).get('verder')
  return wanted !== null && /^\/(?![/\\])[\w\-./~?=&%]*$/.test(wanted) && wanted.length <= 300 ? wanted : null
}
