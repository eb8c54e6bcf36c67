import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{packages/*,server,client}/src/**/*.test.ts', 'scripts/**/*.test.ts'],
    globalSetup: ['packages/services/src/vitest-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
