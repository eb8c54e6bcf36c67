import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { houseTheme, themeModes, tooLittleContrast } from '@bijpraat/contract/theme'
import { expect, test } from 'vitest'

const client = join(import.meta.dirname, '../../..')
const read = (path: string) => readFileSync(join(client, path), 'utf8')

test('what surrounds the page, before and beside it, has the colour of the page', () => {
  const [light, dark] = [...read('src/app/theme/tokens.css').matchAll(/--page: (#\w+);/g)].map(([, is]) => is)
  const themeColours = [...read('index.html').matchAll(/name="theme-color".*content="(#\w+)"/g)]
  expect(themeColours.map(([, is]) => is)).toEqual([light, dark])
  const manifest = JSON.parse(read('public/manifest.webmanifest'))
  expect([manifest.background_color, manifest.theme_color]).toEqual([light, light])
})

/** The tokens of each rule of the style sheet that names colours, in order. */
const declared = () => {
  const rules = [...read('src/app/theme/tokens.css').matchAll(/:root \{([^}]*)\}/g)].map(
    ([, body]) => body ?? '',
  )
  return rules.map((body) =>
    Object.fromEntries([...body.matchAll(/--([a-z-]+): (#\w+);/g)].map(([, role, colour]) => [role, colour])),
  )
}

test('a municipality changes the very colours that the style sheet gives', () => {
  const [light = {}, ...others] = declared()
  const [dark = {}, contrast = {}] = others.filter((colours) => 'page' in colours)
  expect(light).toMatchObject(houseTheme.light)
  expect({ ...light, ...dark }).toMatchObject(houseTheme.dark)
  expect({ ...light, ...contrast }).toMatchObject(houseTheme.contrast)
})

test.each(themeModes)('everyone can tell apart what stands on what: %s', (mode) => {
  expect(tooLittleContrast(houseTheme[mode])).toEqual([])
})
