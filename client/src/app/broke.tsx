import { useTexts } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'

/** In place of a page that failed. */
export const Broke = ({ onReset }: { onReset: () => void }) => {
  const t = useTexts()
  return (
    <div role="alert">
      <Empty title={t.shell.broke} text={t.shell.brokeText} lit={0}>
        <Button look="primary" wide onClick={onReset}>
          {t.common.tryAgain}
        </Button>
        <Button look="quiet" wide onClick={() => location.reload()}>
          {t.shell.reload}
        </Button>
      </Empty>
    </div>
  )
}
