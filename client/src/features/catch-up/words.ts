import type { CatchUpLine } from '@bijpraat/contract'
import { useTexts } from '../../i18n/i18n.tsx'
import { withCalledNames } from '../../ports/called.ts'
import { useReplica } from '../../ports/session.tsx'
import { channelContent } from '../../replica/selectors.ts'
import { firstWords } from '../../ui/rich-text/first-words.ts'

/** How something that was said begins, on one line, with the present names of who is called. */
export const useWords = ({ text }: CatchUpLine): string => {
  const t = useTexts()
  return useReplica((state) => withCalledNames(state, firstWords(text), t))
}

/** The title of news or an announcement, and how it goes on. */
export const titledOf = ({ text }: CatchUpLine): { title: string; rest: string } => {
  const [title = '', ...rest] = text.split('\n')
  return { title, rest: firstWords(rest.join('\n')) }
}

/** The present name of a channel; `known` is what is said of one that I do not follow. */
export const useChannelName = (channelId: string, known = ''): string =>
  useReplica((state) => channelContent(state, channelId)?.name ?? known)
