import { HideSheet } from '../features/moderation/hide-sheet.tsx'
import { ReportSheet } from '../features/moderation/report-sheet.tsx'
import type { Home } from '../replica/folds.ts'

/** What opens over a conversation for one item. */
export type OverItem = { type: 'report' | 'hide'; of: Home }

export const ItemSheets = ({ over: { type, of }, onClose }: { over: OverItem; onClose: () => void }) =>
  type === 'report' ? <ReportSheet of={of} onClose={onClose} /> : <HideSheet of={of} onClose={onClose} />
