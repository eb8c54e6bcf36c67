import { itemKinds } from '@bijpraat/contract'
import type { HeldItem } from '../../replica/replica.ts'

/** What an item says, without its looks; empty for what is deleted or unknown. */
export const plainTextOf = (item: HeldItem): string =>
  item.fits ? (itemKinds.get(item.kind)?.plainText(item.content) ?? '') : ''
