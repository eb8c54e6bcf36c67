import type { ChannelContent } from '@bijpraat/contract'
import { Copy, Share2 } from 'lucide-react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useShareTexts } from '../../i18n/share-texts.ts'
import { useCopy, useShareOut } from '../../ports/use-share-out.ts'
import { Button } from '../../ui/button.tsx'
import type { Outward } from '../../ui/share-out.ts'
import { Sheet } from '../../ui/sheet.tsx'
import styles from './share-sheet.module.css'

const linesOf = ({ title, text, url }: Outward): string =>
  [title, text, url].filter((line) => line !== undefined).join('\n')

/** Exactly what leaves, before it does, and who can open it: by the device's own way, or to copy. */
export const ShareSheet = ({
  outward,
  channel,
  open,
  withheld,
  onClose,
}: {
  outward: Outward
  /** Where it is at home, as far as is known. */
  channel: ChannelContent | undefined
  /** It is said in the open, where the channel is. */
  open: boolean
  /** It says something that does not leave. */
  withheld: boolean
  onClose: () => void
}) => {
  const t = useTexts()
  const texts = useShareTexts()
  const copy = useCopy()
  const shareOut = useShareOut()
  const openTo = () => {
    if (channel === undefined) return texts.membersOnly
    if (channel.readers === 'anyone' && open) return texts.open
    return channel.readers === 'anyone' || channel.readers === 'signedIn'
      ? texts.signedIn
      : texts.members(channel.name)
  }
  const share = () => {
    shareOut?.(outward)
    onClose()
  }
  const take = () => {
    void copy(linesOf(outward))
    onClose()
  }
  return (
    <Sheet title={texts.title} closeLabel={t.common.close} onClose={onClose}>
      <div className={styles.column}>
        <p id="shared">{texts.exactly}</p>
        <blockquote className={styles.shared} aria-labelledby="shared">
          {outward.title === undefined ? null : <strong dir="auto">{outward.title}</strong>}
          {outward.text === undefined ? null : <span dir="auto">{outward.text}</span>}
          <span className={styles.url}>{outward.url}</span>
        </blockquote>
        <p className={styles.aside}>
          {withheld ? `${texts.notTheWords} ` : null}
          {openTo()}
        </p>
        <div className={styles.ways}>
          {shareOut ? (
            <Button look="primary" icon={<Share2 size={22} />} onClick={share}>
              {texts.share}
            </Button>
          ) : null}
          <Button look={shareOut ? 'secondary' : 'primary'} icon={<Copy size={22} />} onClick={take}>
            {texts.copy}
          </Button>
        </div>
      </div>
    </Sheet>
  )
}
