import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { village } from '../acts.ts'
import { expect, phone, test } from '../people.ts'
import { picture } from '../picture.ts'
import { startStack } from '../stack.ts'

/** Blue and square, where the house is green and round. */
const theme = `
light:
  page: '#f3f5f9'
  sunk: '#e1e7f0'
  line: '#c4cddb'
  edge: '#66728a'
  ink: '#101c30'
  soft: '#43506a'
  action: '#154273'
  action-text: '#154273'
  action-tint: '#dbe6f3'
  mine: '#154273'
dark:
  action: '#2a6cb0'
  action-text: '#a8d0f7'
  mine: '#1c4a7c'
tokens:
  radius-control: 0px
  nl-button-border-radius: 3px
`

test('a municipality gives the app its own look with a file of tokens', async ({ chrome }) => {
  const contentDir = mkdtempSync(join(tmpdir(), 'bijpraat-theme-'))
  cpSync(join(import.meta.dirname, '../../examples/dalfsen'), contentDir, { recursive: true })
  writeFileSync(join(contentDir, 'theme.yaml'), theme)
  const stack = await startStack(contentDir)
  const context = await chrome.newContext({ baseURL: stack.url, viewport: phone, locale: 'nl-NL' })
  const page = await context.newPage()
  try {
    await page.goto('/')
    const enter = page.getByRole('link', { name: 'Log in' }).first()
    await expect(enter).toHaveCSS('background-color', 'rgb(21, 66, 115)')
    await expect(enter).toHaveCSS('border-radius', '3px')
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(243, 245, 249)')
    await picture(page, 'own-colours-phone')

    await page.emulateMedia({ colorScheme: 'dark' })
    await expect(enter).toHaveCSS('background-color', 'rgb(42, 108, 176)')
    await page.emulateMedia({ colorScheme: 'light', contrast: 'more' })
    await expect(enter).toHaveCSS('background-color', 'rgb(0, 61, 37)')
    await page.emulateMedia({ contrast: 'no-preference' })

    await page.evaluate(async () => {
      await navigator.serviceWorker.ready
    })
    await context.setOffline(true)
    await page.goto(village)
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(243, 245, 249)')
  } finally {
    await context.close()
    await stack.stop()
    rmSync(contentDir, { recursive: true, force: true })
  }
})
