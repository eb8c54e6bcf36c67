const states = {
  idea: 'Een idee',
  preparing: 'In voorbereiding',
  busy: 'We zijn bezig',
  resting: 'Ligt even stil',
  done: 'Klaar',
}

export const projectsNl = {
  title: 'Waar het om gaat',
  states,
  state: 'Hoe ver is het?',
  goal: 'Doel',
  goalAsk: 'Wat willen jullie bereiken?',
  goalHint: 'In één zin.',
  yield: 'Wat het oplevert',
  yieldAsk: 'Wat levert het op?',
  yieldHint: 'In één zin. Voor wie, en hoeveel ongeveer?',
  contacts: 'Bij wie kun je terecht?',
  villageSide: 'Uit de dorpen',
  municipalitySide: 'Van de gemeente',
  contactsHint: 'Kies iemand uit de dorpen en iemand van de gemeente.',
  choose: 'Kies iemand',
  remove: (name: string) => `Haal ${name} weg`,
  tell: 'Vertel waar het om gaat',
  change: 'Verander',
  save: 'Bewaar',
  saved: 'Bewaard. Iedereen in het project ziet het.',
}
