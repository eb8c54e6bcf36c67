import { defineConfig } from '@playwright/test'

/** Stories of two people, on a phone and on a desktop, against the real server, MongoDB, Valkey and Chromium. */
export default defineConfig({
  testDir: './stories',
  outputDir: '../test-results',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
})
