/** What has to do with questions and decisions in a conversation: fetched as one, since one seldom comes alone. */
export { DecisionCard } from '../features/decisions/decision-card.tsx'
export { QuestionCard } from '../features/questions/question-card.tsx'
export { QuestionChangeCard } from '../features/questions/question-change-card.tsx'
export { MadeLinks } from './made-links.tsx'
