import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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
