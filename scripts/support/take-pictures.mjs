// take-pictures.mjs FILE.png: Parley, built, in a profile of its own, signs in to its demo and does its main job once: an invitation
// with subject and formatted message, answered by one of the people there. Pictures of the main window and of the conversation.
// Run by `npm start -- --picture`, which brings the display and the Electron.
import { _electron } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needsNoSandbox } from '../electron-runtime.mjs';
import { root } from './run.mjs';
import { runMain, Stop } from './stop.mjs';

/** Answers, and never starts a conversation. */
const partner = 'sip:mei@example.com';
const timeoutMs = 60_000;

await runMain(async () => {
  const [file] = process.argv.slice(2);
  const profile = mkdtempSync(join(tmpdir(), 'parley-picture-'));
  const app = await _electron.launch({
    executablePath: process.env.ELECTRON_EXEC_PATH,
    args: [root, '--disable-gpu', '--lang=en', ...(needsNoSandbox() ? ['--no-sandbox'] : [])],
    env: { ...process.env, PARLEY_USER_DATA: profile },
  });
  try {
    app.context().setDefaultTimeout(timeoutMs);
    await takePictures(app, file);
  } finally {
    // As when the computer goes down: nothing is asked.
    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('shutdown')).catch(() => {});
    await app.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
});

async function takePictures(app, file) {
  const main = await app.firstWindow();
  await main.getByTestId('signin-demo').click();
  await main.locator(`[data-testid=contact-row][data-uri="${partner}"]`).dblclick();
  const invitation = await windowOf(app, '#/invitation');
  await invitation.getByTestId('invitation-subject').fill('Samples 1 to 40');
  await invitation.getByTestId('format-bold').click();
  await invitation.getByTestId('invitation-text').fill('Good morning! Are the figures of the last ten there yet?');
  await invitation.getByTestId('invitation-send').click();
  const conversation = await windowOf(app, '#/conversation/');
  await conversation
    .locator('[data-testid=message][data-direction=incoming] [data-testid=message-text]')
    .first()
    .waitFor();
  await conversation.getByTestId('typing').waitFor({ state: 'hidden' });
  await main.screenshot({ path: file, animations: 'disabled' });
  await conversation.screenshot({ path: file.replace(/\.png$/iu, '-conversation.png'), animations: 'disabled' });
}

async function windowOf(app, address) {
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline;) {
    const page = app.windows().find((each) => each.url().includes(address));
    if (page) return page;
    await app.waitForEvent('window', { timeout: 1_000 }).catch(() => {});
  }
  throw new Stop(`The window ${address} did not open.`);
}
