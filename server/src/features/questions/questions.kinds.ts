import { maxOpenQuestions, question, questionChange, questionReminder } from '@bijpraat/contract'
import { defineServerKind } from '../../log/kinds.ts'

/** A question stands until it is answered, so that it is at hand on every device, however old it is. */
export const questionKind = defineServerKind(question, {
  recordKind: 'official',
  reactable: true,
  deletable: true,
  answerable: true,
  standingAtMost: maxOpenQuestions,
})

/** Not deleted one by one: together they say how a question was dealt with. */
export const questionChangeKind = defineServerKind(questionChange, {
  recordKind: 'official',
  reactable: true,
  answerable: true,
})

const reminders = {
  nl: {
    before: (text: string) => `Beloofd voor morgen: ${text}`,
    due: (text: string) => `Beloofd voor vandaag: ${text}`,
  },
  en: {
    before: (text: string) => `Promised for tomorrow: ${text}`,
    due: (text: string) => `Promised for today: ${text}`,
  },
} as const

export const questionReminderKind = defineServerKind(questionReminder, {
  recordKind: 'chat',
  notice: ({ text, when }, language) => reminders[language][when](text),
  opens: ({ questionId }) => questionId,
})
