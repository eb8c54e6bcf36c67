import type { QuestionContent } from '@bijpraat/contract'
import type { HeldItem } from '../../replica/replica.ts'
import type { Speech } from './question-words.ts'

/** What a form about a question is given. */
export type QuestionSheet = {
  channelId: string
  item: HeldItem
  content: QuestionContent
  speech: Speech
  onClose: () => void
}
