import type { Reaction } from '@bijpraat/contract'
import { CircleHelp, HandHeart, Heart, type LucideIcon, ThumbsUp, UserCheck } from 'lucide-react'

/** Icons beside the words of reactions; the word alone is the meaning. */
export const reactionIcons: Readonly<Record<Reaction, LucideIcon>> = {
  nice: ThumbsUp,
  thanks: Heart,
  agree: UserCheck,
  withYou: HandHeart,
  question: CircleHelp,
}
