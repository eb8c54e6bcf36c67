import { itemKinds, withNames } from '@bijpraat/contract'
import { HideSheet } from '../features/moderation/hide-sheet.tsx'
import { ReportSheet } from '../features/moderation/report-sheet.tsx'
import { ShareSheet } from '../features/share-out/share-sheet.tsx'
import { useTexts } from '../i18n/i18n.tsx'
import { outwardItem } from '../ports/outward.ts'
import { useMe, useReplica } from '../ports/session.tsx'
import { type Home, homeOf, shownAs } from '../replica/folds.ts'
import type { HeldItem } from '../replica/replica.ts'
import { channelContent } from '../replica/selectors.ts'
import { cards } from './cards.ts'

/** What opens over a conversation for one item. */
export type OverItem =
  | { type: 'report' | 'hide'; of: Home }
  | { type: 'share'; channelId: string; held: HeldItem }

const Sharing = ({
  channelId,
  held,
  onClose,
}: {
  channelId: string
  held: HeldItem
  onClose: () => void
}) => {
  const t = useTexts()
  const me = useMe()
  const home = homeOf(channelId, held)
  const content = useReplica((state) => channelContent(state, home.channelId))
  const item = shownAs(held)
  // Names of others stay here, also where one's own words have them.
  const plain = item.fits ? (itemKinds.get(item.kind)?.plainText(item.content) ?? '') : ''
  const said = {
    text: withNames(plain, () => t.common.someone.toLowerCase()),
    own: Boolean(me) && held.authorId === me?.personId,
    official: cards.get(item.kind)?.open ?? false,
  }
  const shown = { channelId, itemId: held.id }
  const outward = outwardItem(location.origin, shown, { ...home, content }, said)
  return (
    <ShareSheet
      outward={outward}
      channel={content}
      open={said.official}
      withheld={outward.text === undefined && !said.own}
      onClose={onClose}
    />
  )
}

export const ItemSheets = ({ over, onClose }: { over: OverItem; onClose: () => void }) => {
  switch (over.type) {
    case 'report':
      return <ReportSheet of={over.of} onClose={onClose} />
    case 'hide':
      return <HideSheet of={over.of} onClose={onClose} />
    case 'share':
      return <Sharing channelId={over.channelId} held={over.held} onClose={onClose} />
  }
}
