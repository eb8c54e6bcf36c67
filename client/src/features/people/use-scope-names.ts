import { useManagingTexts } from '../../i18n/managing-texts.ts'
import { useReplica } from '../../ports/session.tsx'
import { channelContent } from '../../replica/selectors.ts'

/** Names of channels, or of everything; those that this device does not know are left out. */
export const useScopeNames = (scopes: readonly string[]): string[] => {
  const t = useManagingTexts()
  // One string, so that the selector gives the same for the same outcome.
  const names = useReplica((state) =>
    scopes
      .map((scope) => (scope === 'all' ? t.people.everywhere : channelContent(state, scope)?.name))
      .filter((name) => name !== undefined)
      .join('\n'),
  )
  return names === '' ? [] : names.split('\n')
}
