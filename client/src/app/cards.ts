import {
  agreementChange,
  announcement,
  decision,
  message,
  planChange,
  question,
  questionChange,
  update,
} from '@bijpraat/contract'
import { AnnouncementCard } from '../features/announcements/announcement-card.tsx'
import { MessageCard } from '../features/messages/message-card.tsx'
import { UpdateCard } from '../features/updates/update-card.tsx'
import type { Cards } from '../ports/cards.ts'
import {
  AgreementChangeCard,
  DecisionCard,
  PlanChangeCard,
  QuestionCard,
  QuestionChangeCard,
} from './later.ts'

/** The card of each kind of item (P5); what is not in it shows by a generic card. */
export const cards: Cards = new Map([
  [message.kind, { shape: 'bubble', open: false, Card: MessageCard }],
  [announcement.kind, { shape: 'card', open: true, Card: AnnouncementCard }],
  [agreementChange.kind, { shape: 'card', open: false, Card: AgreementChangeCard }],
  [planChange.kind, { shape: 'card', open: false, Card: PlanChangeCard }],
  [question.kind, { shape: 'card', open: false, Card: QuestionCard }],
  [questionChange.kind, { shape: 'card', open: false, Card: QuestionChangeCard }],
  [decision.kind, { shape: 'card', open: true, Card: DecisionCard }],
  [update.kind, { shape: 'card', open: true, Card: UpdateCard }],
])
