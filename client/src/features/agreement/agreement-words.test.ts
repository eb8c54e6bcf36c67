import { describe, expect, test } from 'vitest'
import { agreementNl } from '../../i18n/agreement-nl.ts'
import { type Speech, saidChange } from './agreement-words.ts'

const speech: Speech = {
  texts: agreementNl,
  sayDay: (day) => day,
  sayTime: String,
  nameOf: (personId) => (personId === 'official' ? 'Team Energie' : '?'),
}
const call = { id: 'a', what: 'Bellen', on: '2096-01-15', every: 'monthly', byId: 'official' } as const
const mail = { id: 'b', what: 'Brief', on: '2096-02-01', every: 'once', byId: null } as const

describe('a change is said', () => {
  test('by the words of the form of taking part', () => {
    expect(saidChange({ field: 'participationForm', from: 'consult', to: 'involve' }, speech)).toEqual({
      label: 'Vorm van meedoen',
      was: 'Meedenken',
      becomes: 'Meedoen',
    })
  })

  test('as nothing, where nothing was or is', () => {
    expect(saidChange({ field: 'feedback', from: '', to: 'Bellen.' }, speech).was).toBe('nog niets')
    expect(saidChange({ field: 'moments', from: [mail], to: [] }, speech).becomes).toBe('nog niets')
  })

  test('of moments by those alone that are different', () => {
    const later = { ...mail, on: '2096-03-01' }
    expect(saidChange({ field: 'moments', from: [call, mail], to: [call, later] }, speech)).toMatchObject({
      was: 'Brief, op 2096-02-01',
      becomes: 'Brief, op 2096-03-01',
    })
    expect(saidChange({ field: 'moments', from: [], to: [call] }, speech).becomes).toBe(
      'Bellen, elke maand, vanaf 2096-01-15, beloofd door Team Energie',
    )
  })
})
