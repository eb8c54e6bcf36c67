// One command for all that can be said of the code without running it. Every tool runs, also when another fails, and
// a tool that read nothing has failed: that is how a wrong path or a missing parser shows.
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'

const REPOSITORY = resolve(import.meta.dirname, '..')
const BIN = join(REPOSITORY, 'node_modules/.bin')
const AT_MOST_SHOWN = 60

/** `read` takes what the tool printed and gives how many files it read and its complaints, a line each. */
const TOOLS = [
  {
    name: 'format and lint (biome)',
    command: ['biome', 'check', '--error-on-warnings', '--reporter=json', '--max-diagnostics=none', '.'],
    read(stdout) {
      const { summary, diagnostics } = JSON.parse(stdout)
      const serious = diagnostics.filter(({ severity }) => severity !== 'info')
      const complaints = serious.map(({ category, message, location }) =>
        [`${location?.path}:${location?.start?.line ?? 1}`, category, message].join(' '),
      )
      return { files: summary.changed + summary.unchanged, complaints }
    },
  },
  { name: 'types (tsc)', ...typesOf('.') },
  { name: 'types of the service worker (tsc)', ...typesOf('client/tsconfig.service-worker.json') },
  {
    name: 'promises (oxlint)',
    command: ['oxlint', '--type-aware', '--deny-warnings', '--format=json', '.'],
    read(stdout) {
      const { number_of_files, number_of_rules, diagnostics } = JSON.parse(stdout)
      const complaints = diagnostics.map(({ filename, labels, code, message }) =>
        [`${filename}:${labels[0]?.span.line ?? 1}`, code, message].join(' '),
      )
      return { files: number_of_rules > 0 ? number_of_files : 0, complaints }
    },
  },
  {
    name: 'dead code (knip)',
    command: ['knip', '--no-progress', '--reporter', 'compact', '--reporter', './scripts/knip-counter.mjs'],
    read(stdout) {
      const counted = /^knip read (\d+) files$/m.exec(stdout)
      return { files: Number(counted?.[1]), complaints: stdout.replace(counted?.[0], '').trim().split('\n') }
    },
  },
  {
    name: 'import rules (dependency-cruiser)',
    // Not e2e, bench and fuzz, which may import what they like; the parser also can't read their `using` yet.
    command: [
      ...['depcruise', '--output-type', 'json'],
      ...['packages/contract', 'packages/services', 'server', 'client', 'scripts'],
    ],
    read(stdout) {
      const { totalCruised, violations } = JSON.parse(stdout).summary
      const complaints = violations.map(({ rule, from, to, cycle }) =>
        [from, rule.name, cycle ? cycle.map(({ name }) => name).join(' > ') : to].join(' '),
      )
      return { files: totalCruised, complaints }
    },
  },
]

/** A project of its own for each kind of global scope: a page's and a worker's contradict each other. */
function typesOf(project) {
  return {
    command: ['tsc', '-p', project, '--listFiles', '--pretty', 'false'],
    read(stdout) {
      const lines = stdout.split('\n')
      const isListed = (line) => /^(\/|[A-Z]:).*\.[cm]?[jt]sx?$/.test(line)
      const own = lines.filter((line) => isListed(line) && !line.includes('/node_modules/'))
      return { files: own.length, complaints: lines.filter((line) => line && !isListed(line)) }
    },
  }
}

async function runTool({ name, command: [binary, ...args], read }) {
  const started = Date.now()
  const { code, stdout, stderr } = await run(join(BIN, binary), args)
  let result
  try {
    result = read(stdout)
  } catch {
    // What it printed is not what it prints when it works: the whole of it is then worth showing.
    result = { files: 0, complaints: `${stdout}${stderr}`.trim().split('\n') }
  }
  const seconds = (Date.now() - started) / 1000
  report({ name, ...result, ok: code === 0 && result.files > 0, seconds, stderr })
  return code === 0 && result.files > 0
}

function run(file, args) {
  // Tools are started by our Node, whatever the machine's own is.
  const env = { ...process.env, PATH: `${BIN}:${process.env.PATH}`, NO_COLOR: '1' }
  return new Promise((done) => {
    const child = spawn(file, args, { cwd: REPOSITORY, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const printed = { stdout: '', stderr: '' }
    for (const stream of ['stdout', 'stderr']) {
      child[stream].setEncoding('utf8').on('data', (text) => {
        printed[stream] += text
      })
    }
    child.once('error', (error) => done({ code: 1, stdout: '', stderr: error.message }))
    child.once('close', (code) => done({ code: code ?? 1, ...printed }))
  })
}

function report({ name, files, complaints, ok, seconds, stderr }) {
  const figures = `${String(files || 0).padStart(5)} files ${seconds.toFixed(1).padStart(6)} s`
  console.log(`${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(34)} ${figures}`)
  if (ok) return
  const lines = complaints.length > 0 ? complaints : stderr.trim().split('\n')
  const shown = files > 0 ? lines : ['It read no file.', ...lines]
  for (const line of shown.slice(0, AT_MOST_SHOWN)) console.log(`      ${line}`)
  if (shown.length > AT_MOST_SHOWN) console.log(`      ... and ${shown.length - AT_MOST_SHOWN} lines more`)
}

const passed = await Promise.all(TOOLS.map(runTool))
process.exitCode = passed.every(Boolean) ? 0 : 1
