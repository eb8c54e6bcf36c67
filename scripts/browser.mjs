// Finds or brings the Chromium that the tests use.
import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { BIN, REPOSITORY, runLoudly, SetupError } from './bootstrap.mjs'

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
/** A dependency of the workspace e2e, so found from there. */
const PLAYWRIGHT = '@playwright/test'
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** The path of a Chromium: an installed one, else Debian's when we are root, else Playwright's own. */
export async function ensureChromium(signal) {
  if (process.env.CHROMIUM) return named(process.env.CHROMIUM)
  const found = onPath() ?? playwrightsOwn()
  if (found) return found
  if (process.getuid?.() === 0 && (await hasAptGet())) {
    console.log('Installing Chromium (apt-get) ...')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const options = { signal, env, task: 'installing Chromium' }
    await runLoudly('apt-get', ['update', '-qq'], options)
    await runLoudly('apt-get', ['install', '-qq', '-y', '--no-install-recommends', 'chromium'], options)
  } else {
    console.log('Installing Chromium (playwright install) ...')
    await runLoudly(join(BIN, 'playwright'), ['install', 'chromium'], { signal, task: 'installing Chromium' })
  }
  const installed = onPath() ?? playwrightsOwn()
  if (installed) return installed
  throw new SetupError(
    'No Chromium could be installed. Install one, or name it: CHROMIUM=/path/to/chromium npm test',
  )
}

function named(path) {
  if (isExecutable(path)) return path
  throw new SetupError(`CHROMIUM names ${path}, which can't be run.`)
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return [...COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command))), MAC_CHROME].find(
    isExecutable,
  )
}

/** Where Playwright keeps a browser of its own, if one is there. */
function playwrightsOwn() {
  const { chromium } = createRequire(join(REPOSITORY, 'e2e/package.json'))(PLAYWRIGHT)
  const path = chromium.executablePath()
  return isExecutable(path) ? path : undefined
}

async function hasAptGet() {
  return promisify(execFile)('apt-get', ['--version']).then(
    () => true,
    () => false,
  )
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
