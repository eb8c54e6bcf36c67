import { Copy, Share2 } from 'lucide-react'
import { useManagingI18n } from '../../i18n/managing-texts.ts'
import { useCopy, useShareOut } from '../../ports/use-share-out.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import styles from './made-link.module.css'

/** A link that was made: to copy, to share, and as a QR code. */
export const MadeLink = ({ url, name }: { url: string; name: string }) => {
  const { t } = useManagingI18n()
  const copy = useCopy()
  const shareOut = useShareOut()
  return (
    <div className={styles.made}>
      <TextField
        label={t.invite.link}
        readOnly
        type="url"
        value={url}
        onFocus={(event) => event.target.select()}
      />
      <div className={styles.ways}>
        <Button look="primary" icon={<Copy size={22} />} onClick={() => void copy(url)}>
          {t.invite.copy}
        </Button>
        {shareOut ? (
          <Button
            icon={<Share2 size={22} />}
            onClick={() => shareOut({ text: t.invite.shareText(name), url })}
          >
            {t.common.share}
          </Button>
        ) : null}
      </div>
      <figure className={styles.qr}>
        <QrCode value={url} label={t.invite.qr} />
        <figcaption>{t.invite.qrText}</figcaption>
      </figure>
    </div>
  )
}
