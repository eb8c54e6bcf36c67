import type { ProjectTexts } from './projects-texts.ts'

export const projectsEn: ProjectTexts = {
  title: 'What it is about',
  states: {
    idea: 'An idea',
    preparing: 'Being prepared',
    busy: 'Under way',
    resting: 'Resting for now',
    done: 'Done',
  },
  state: 'How far is it?',
  goal: 'Goal',
  goalAsk: 'What do you want to reach?',
  goalHint: 'In one sentence.',
  yield: 'What it brings',
  yieldAsk: 'What does it bring?',
  yieldHint: 'In one sentence. For whom, and roughly how much?',
  contacts: 'Whom can you ask?',
  villageSide: 'From the villages',
  municipalitySide: 'From the municipality',
  contactsHint: 'Choose someone from the villages and someone from the municipality.',
  choose: 'Choose someone',
  remove: (name) => `Take ${name} away`,
  tell: 'Tell what it is about',
  change: 'Change',
  save: 'Save',
  saved: 'Saved. Everyone in the project sees it.',
}
