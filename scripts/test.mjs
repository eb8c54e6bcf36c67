// `npm test` on a fresh clone: brings what is missing, runs every test there is, and ends with `N passed, N failed`.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { BIN, installPackages, NODE, REPOSITORY, requireNode20, runLoudly, SetupError } from './bootstrap.mjs'
import { ensureChromium } from './browser.mjs'
import { judged, remains } from './verdict.mjs'

const MINUTE_MS = 60_000
const CLEAN_UP_MS = 15_000
const E2E_CONFIG = 'e2e/playwright.config.ts'

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopping.abort())

// All that the tests make lies in one folder of this run, so that what they leave behind shows.
const temporary = mkdtempSync(join(tmpdir(), 'bijpraat-run-'))
const total = { passed: 0, failed: 0 }
try {
  requireNode20()
  await installPackages(stopping.signal)
  await runAll()
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  count('set-up', { passed: 0, failed: 1, remark: error.message })
} finally {
  rmSync(temporary, { recursive: true, force: true })
  if (stopping.signal.aborted) console.log('Stopped before the end.')
  console.log(`${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed > 0 || total.passed === 0 || stopping.signal.aborted ? 1 : 0
}

async function runAll() {
  const env = { ...process.env, TMPDIR: temporary, PATH: `${BIN}${delimiter}${process.env.PATH}` }
  await step('check', () => runCheck(env))
  await step('unit and services', () => runVitest(env))
  await step('browser', () => runPlaywright(env))
  await step('left behind', () => lookForRemains())
}

/** A step that ends without a count, or counts no test at all, has failed: silence is not success. */
async function step(name, run) {
  if (stopping.signal.aborted) return
  console.log(`\n== ${name}`)
  const started = Date.now()
  try {
    count(name, await run())
  } catch (error) {
    count(name, { passed: 0, failed: 1, remark: error instanceof SetupError ? error.message : String(error) })
  }
  console.log(`== ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

function count(name, { passed, failed, remark }) {
  total.passed += passed
  total.failed += failed
  if (remark) console.log(`${name}: ${remark}`)
}

async function runCheck(env) {
  const code = await run(NODE, [join(REPOSITORY, 'scripts/check.mjs')], env, 5)
  return { passed: 0, failed: code === 0 ? 0 : 1 }
}

async function runVitest(env) {
  const file = join(temporary, 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await run(join(BIN, 'vitest'), args, env, 15)
  const { numPassedTests, numFailedTests } = readReport(file)
  return judged(code, numPassedTests, numFailedTests)
}

async function runPlaywright(env) {
  if (!existsSync(join(REPOSITORY, E2E_CONFIG))) {
    return { passed: 0, failed: 0, remark: `there is no ${E2E_CONFIG}, so nothing to run` }
  }
  const chromium = await ensureChromium(stopping.signal)
  const built = await run(join(BIN, 'turbo'), ['run', 'build', '--output-logs=errors-only'], turboEnv(env), 5)
  if (built !== 0) return { passed: 0, failed: 1, remark: 'the client could not be built' }
  const file = join(temporary, 'playwright.json')
  const reports = { BIJPRAAT_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  const args = ['test', `--config=${E2E_CONFIG}`, '--reporter=list,json']
  const code = await run(join(BIN, 'playwright'), args, { ...env, ...reports }, 15)
  const { expected, unexpected, flaky } = readReport(file).stats
  // What passes only at a second try has failed once without a reason that we know.
  return judged(code, expected, unexpected + flaky)
}

function turboEnv(env) {
  return { ...env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' }
}

function readReport(file) {
  if (!existsSync(file)) throw new SetupError('it ended without a report')
  return JSON.parse(readFileSync(file, 'utf8'))
}

function run(file, args, env, limitMinutes) {
  const task = `running ${file.split('/').at(-1)}`
  return runLoudly(file, args, {
    signal: stopping.signal,
    env,
    task,
    limitMs: limitMinutes * MINUTE_MS,
    ticks: false,
  })
}

async function lookForRemains() {
  const deadline = Date.now() + CLEAN_UP_MS
  while (remains(temporary).length > 0 && Date.now() < deadline)
    await new Promise((done) => setTimeout(done, 200))
  const left = remains(temporary)
  return { passed: 0, failed: left.length > 0 ? 1 : 0, remark: left.join('\n  ') || 'nothing' }
}
