import type { Plugin } from 'vite'

const summary = /(\n\s*summary:\s*)('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/g

/** How often a command may be given, and how else it may be refused. */
const forServers = /\n\s*(?:rate|errors): (?:\{[^}]*\}|\[[^\]]*\]),/g

/**
 * Leaves out what the contract says about its commands to people who read the description of the API, and to servers.
 */
export const leanContract = (): Plugin => ({
  name: 'lean-contract',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: /\/packages\/contract\/src\/[\w-]+\.ts$/ },
    handler: (code) => ({ code: code.replace(summary, "$1''").replace(forServers, ''), map: null }),
  },
})
