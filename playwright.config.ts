import { defineConfig } from '@playwright/test';

const other = (name: string): string | undefined => process.env[`OTHER_${name}`];
// The second of two works on the other desktop, where scripts/test.mjs made one.
if (process.env['TEST_PARALLEL_INDEX'] === '1') {
  for (const name of ['DISPLAY', 'XAUTHORITY', 'DBUS_SESSION_BUS_ADDRESS']) process.env[name] = other(name);
}

// The built app in a real Electron; `npm test` builds it, finds the Electron and makes displays and session buses.
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  // Those on one display and one session bus run one after another.
  workers: other('DISPLAY') === undefined ? 1 : 2,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
});
