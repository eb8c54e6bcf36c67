import { message } from '@bijpraat/contract'
import type { CardProps } from '../../ports/cards.ts'
import { isOf } from '../../replica/folds.ts'
import { RichText } from '../../ui/rich-text/rich-text.tsx'

/** What a message says; the bubble around it is the frame's. */
export const MessageCard = ({ item }: CardProps) =>
  isOf(item, message) ? <RichText source={item.content.text} /> : null
