import { Copy, Share2 } from 'lucide-react'
import { useI18n } from '../../i18n/i18n.tsx'
import { Button } from '../../ui/button.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { TextField } from '../../ui/field.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { useToast } from '../../ui/toasts.tsx'
import styles from './made-link.module.css'

/** A link that was made: to copy, to share, and as a QR code. */
export const MadeLink = ({ url, name }: { url: string; name: string }) => {
  const { t } = useI18n()
  const toast = useToast()
  const copy = async () => toast({ text: (await copyText(url)) ? t.common.copied : t.common.notCopied })
  const share = async () => {
    // Refused also when the person thinks better of it; there is nothing to tell then.
    await navigator.share({ text: t.invite.shareText(name), url }).catch(() => undefined)
  }
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
        <Button look="primary" icon={<Copy size={22} />} onClick={() => void copy()}>
          {t.invite.copy}
        </Button>
        {'share' in navigator ? (
          <Button icon={<Share2 size={22} />} onClick={() => void share()}>
            {t.invite.share}
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
