import { defineConfig } from '@playwright/test';

/** Of another desktop that scripts/test.mjs made; the first work is on the one that is there anyway. */
const ofDesktop = (at: number, name: string): string | undefined => process.env[`DESKTOP_${at}_${name}`];
let desktops = 1;
while (ofDesktop(desktops, 'DISPLAY') !== undefined) desktops += 1;

const at = Number(process.env['TEST_PARALLEL_INDEX'] ?? 0);
if (at > 0) {
  for (const name of ['DISPLAY', 'XAUTHORITY', 'DBUS_SESSION_BUS_ADDRESS']) process.env[name] = ofDesktop(at, name);
}

// The built app in a real Electron; `npm test` builds it, finds the Electron and makes displays and session buses.
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  // Those on one display and one session bus run one after another.
  workers: desktops,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // A page of an Electron out of support crashes at times. Which test needed a second try is said at the end (scripts/test.mjs).
  retries: process.env['CI'] ? 1 : 0,
  forbidOnly: Boolean(process.env['CI']),
});
