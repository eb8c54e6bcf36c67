import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type ContentPlace, openContent, smallContent } from '../../testing/content.ts'
import { ContentError } from './content.problems.ts'
import { houseLook } from './theme.ts'

let place: ContentPlace
beforeAll(async () => {
  place = await openContent(inject('mongoUrl'))
})
afterAll(() => place.close())

const loaded = async (theme: string) =>
  place.here.load(await place.folder({ ...smallContent, 'theme.yaml': theme }))
const lookOf = async (theme: string) => (await loaded(theme)).look
const problemOf = async (theme: string): Promise<string> => {
  const error: unknown = await loaded(theme).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ContentError)
  return (error as Error).message.split('\n').slice(1).join('\n').trim()
}

it('is that of the house without a file', async () => {
  const { look } = await place.here.load(await place.folder(smallContent))
  expect(look).toEqual(houseLook)
})

it('becomes tokens alone, each role for every mode', async () => {
  const { css, warnings } = await lookOf(
    `light: { action: '#154273', action-text: '#154273' }\ntokens: { radius-control: 4px }\n`,
  )
  expect(warnings).toEqual([])
  expect(css).toBe(`:root {
  --action: #154273;
  --action-text: #154273;
  --action-pressed: #154273;
}
@media (prefers-color-scheme: dark) {
:root {
  --action: #2f7e59;
  --action-text: #8fd6ac;
  --action-pressed: #256548;
}
}
@media (prefers-contrast: more) and (prefers-color-scheme: light) {
:root {
  --action: #003d25;
  --action-text: #003d25;
  --action-pressed: #00261a;
}
}
:root {
  --radius-control: 4px;
}
`)
})

it('may change any token of a component of the design system', async () => {
  const { css } = await lookOf(
    `tokens: { nl-button-border-radius: 0px, utrecht-form-control-border-color: var(--ink) }`,
  )
  expect(css).toContain('--nl-button-border-radius: 0px;\n  --utrecht-form-control-border-color: var(--ink);')
})

it('with too little contrast is shown, and told with its place', async () => {
  const { css, warnings } = await lookOf(`light:\n  page: '#ffffff'\n  action: '#7fb2e5'\n`)
  expect(css).toContain('--action: #7fb2e5')
  expect(warnings).toContainEqual({
    file: 'theme.yaml',
    line: 3,
    what: 'light: "on-action" on "action" has a contrast of 2.2, less than 4.5',
  })
})

describe('refuses what is more than tokens', () => {
  it.each([
    [`light: { actoin: '#154273' }`, 'theme.yaml:1: unknown key "actoin"'],
    [
      `dark:\n  action: blue`,
      'theme.yaml:2: "dark.action" must be a colour such as "#1b5a40", between quotes',
    ],
    [`evening: {}`, 'theme.yaml:1: unknown key "evening"'],
    [`tokens:\n  ink: black`, 'theme.yaml:2: "tokens.ink" is an unknown token'],
    [
      `tokens:\n  nl-button-border-radius: '0; } body { display: none'`,
      'theme.yaml:2: "tokens.nl-button-border-radius" must be one value, without ; { } < > @ and \\',
    ],
    [
      `tokens:\n  font-text: URL(https://voorbeeld.test/x)`,
      'theme.yaml:2: "tokens.font-text" must not fetch anything',
    ],
    [
      `tokens:\n  nl-button-border-radius: 4`,
      'theme.yaml:2: "tokens.nl-button-border-radius" must be text (put it between quotes)',
    ],
  ])('%j', async (theme, told) => {
    expect(await problemOf(theme)).toBe(told)
  })
})
