/** Overviews of questions and decisions, and the ways to them: fetched as one. */
export { QuestionsPage } from '../features/questions/questions-page.tsx'
export { QuestionsWay } from '../features/questions/questions-way.tsx'
export { WaitingQuestions } from '../features/questions/waiting-questions.tsx'
export { DecisionsPage } from './decisions-page.tsx'
