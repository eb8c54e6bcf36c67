import { reactions } from '@bijpraat/contract'
import { Copy, CornerUpLeft, Ellipsis, Link2, Pencil, Share2, Trash2 } from 'lucide-react'
import { useTexts } from '../../i18n/i18n.tsx'
import { keyBeside, loneKeys } from '../../ports/lone-keys.ts'
import type { HeldItem } from '../../replica/replica.ts'
import { Menu, type MenuItem, type MenuPlace } from '../../ui/menu.tsx'
import styles from './item-menu.module.css'
import { reactionIcons } from './reaction-icons.tsx'
import type { useItemActs } from './use-item-acts.ts'

export type ItemRights = {
  react: boolean
  remove: boolean
  edit: (() => void) | null
  reply: (() => void) | null
  /** Takes it outside; asks first what leaves. */
  share: (() => void) | null
  /** What only its kind knows; the first also stands under its card. */
  own: readonly ItemAct[]
  /** What one does with it for oneself alone. */
  aside: () => readonly ItemAct[]
}

export type ItemAct = Exclude<MenuItem, 'separator'>

type MenuOf = {
  item: HeldItem
  acts: ReturnType<typeof useItemActs>
  rights: ItemRights
  meId: string | null
}

const useItems = ({ item, acts, rights, meId }: MenuOf): MenuItem[] => {
  const t = useTexts()
  const sent = item.seq > 0
  const items: MenuItem[] = []
  if (rights.react && sent) {
    for (const [at, reaction] of reactions.entries()) {
      const Icon = reactionIcons[reaction]
      const on = meId !== null && (item.reactions?.[reaction] ?? []).includes(meId)
      items.push({
        label: t.reactions[reaction],
        icon: <Icon size={22} />,
        on,
        ...keyBeside(loneKeys.react[at]),
        run: () => acts.react(reaction, !on),
      })
    }
    items.push('separator')
  }
  if (rights.reply && sent)
    items.push({
      label: t.reply.act,
      icon: <CornerUpLeft size={22} />,
      ...keyBeside(loneKeys.reply),
      run: rights.reply,
    })
  if (rights.edit && sent)
    items.push({
      label: t.item.edit,
      icon: <Pencil size={22} />,
      ...keyBeside(loneKeys.edit),
      run: rights.edit,
    })
  if (sent) items.push(...rights.own)
  if (sent) items.push(...rights.aside())
  items.push({ label: t.item.copyText, icon: <Copy size={22} />, run: acts.copyText })
  if (sent && rights.share)
    items.push({ label: t.common.share, icon: <Share2 size={22} />, run: rights.share })
  if (sent) items.push({ label: t.item.copyLink, icon: <Link2 size={22} />, run: acts.copyLink })
  if (rights.remove && sent)
    items.push({ label: t.item.delete, icon: <Trash2 size={22} />, danger: true, run: acts.remove })
  return items
}

/** The button beside an item that opens what can be done with it. */
export const ItemMenuButton = ({ label, onOpen }: { label: string; onOpen: (place: MenuPlace) => void }) => (
  <button
    type="button"
    className={styles.button}
    aria-label={label}
    aria-haspopup="menu"
    onClick={(event) => onOpen(event.currentTarget.getBoundingClientRect())}
  >
    <Ellipsis size={20} />
  </button>
)

export const ItemMenu = ({
  label,
  at,
  onClose,
  ...of
}: MenuOf & { label: string; at: MenuPlace; onClose: () => void }) => (
  <Menu label={label} items={useItems(of)} at={at} onClose={onClose} />
)
