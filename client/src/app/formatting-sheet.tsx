import { useTexts } from '../i18n/i18n.tsx'
import { Sheet } from '../ui/sheet.tsx'

/** How to write bold, slanted and lists. */
export const FormattingSheet = ({ onClose }: { onClose: () => void }) => {
  const t = useTexts()
  return (
    <Sheet title={t.composer.formatting} closeLabel={t.common.close} onClose={onClose}>
      <p>{t.composer.formattingText}</p>
    </Sheet>
  )
}
