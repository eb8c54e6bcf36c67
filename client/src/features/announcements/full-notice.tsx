import { announcement } from '@bijpraat/contract'
import { PinOff } from 'lucide-react'
import { useTexts } from '../../i18n/i18n.tsx'
import { isOf } from '../../replica/folds.ts'
import type { HeldItem } from '../../replica/replica.ts'
import { Notice } from '../../ui/notice.tsx'

/** There is no room for another: says which one makes room. */
export const FullNotice = ({ oldest }: { oldest: HeldItem }) => {
  const t = useTexts()
  if (!isOf(oldest, announcement)) return null
  return (
    <Notice tone="ask" icon={<PinOff size={22} />}>
      {t.announcement.full} <bdi>{oldest.content.title}</bdi>
    </Notice>
  )
}
