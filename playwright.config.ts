import { defineConfig } from '@playwright/test';

// The built app in a real Electron; `npm test` builds it, finds the Electron and makes a display and a session bus.
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  // One after another: they share one display and one session bus.
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
});
