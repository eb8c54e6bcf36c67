import { newQuestion, takenQuestion } from '@bijpraat/contract'
import { describe, expect, test } from 'vitest'
import { questionsNl as texts } from '../../i18n/questions-nl.ts'
import { briefPromise, promiseOf, type Speech, saidChanges, whileOf } from './question-words.ts'

const speech: Speech = {
  texts,
  now: 100,
  nameOf: (personId) => `naam van ${personId}`,
  villageOf: () => 'het dorp',
  say: (ms) => `dag ${ms}`,
}
const open = newQuestion({ text: 'Wanneer?', villageId: null })
const taken = takenQuestion(open, { dueAt: 200 }, 'ans')

describe('a promise', () => {
  test('says whose it is and by when', () => {
    expect(promiseOf(open, speech)).toBe('Nog niemand heeft deze vraag opgepakt.')
    expect(promiseOf(taken, speech)).toBe('naam van ans antwoordt uiterlijk dag 200.')
    expect(briefPromise(taken, speech)).toBe('naam van ans, uiterlijk dag 200')
  })
  test('that is over says so without blame', () => {
    const late = { ...speech, now: 300 }
    expect(promiseOf(taken, late)).toBe('Beloofd voor dag 200. Het antwoord van naam van ans is er nog niet.')
    expect(briefPromise(taken, late)).toBe('naam van ans, was beloofd voor dag 200')
  })
})

test('a change says the two fields of an owner as one thing', () => {
  const changes = [
    { field: 'state', from: 'open', to: 'taken' },
    { field: 'ownerId', from: 'ans', to: null },
    { field: 'teamName', from: '', to: 'Team Groen' },
    { field: 'dueAt', from: null, to: 200 },
  ]
  const said = saidChanges({ questionId: 'q', text: '', act: 'change', reason: null, changes }, speech)
  expect(said).toEqual([
    { label: 'Wie antwoordt', was: 'naam van ans', becomes: 'Team Groen' },
    { label: 'Uiterlijk', was: 'geen dag', becomes: 'dag 200' },
  ])
})

test('a while is said in hours up to two days, then in days, and never shorter than it was', () => {
  expect(whileOf(1, texts)).toBe('een uur')
  expect(whileOf(25 * 3_600_000, texts)).toBe('25 uur')
  expect(whileOf(49 * 3_600_000, texts)).toBe('3 dagen')
})
