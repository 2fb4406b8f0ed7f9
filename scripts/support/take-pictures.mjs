// take-pictures.mjs FILE.png: Parley, built, in a profile of its own, signs in to its demo and does its main job once: an invitation
// with subject and formatted message, answered by one of the people there. Pictures of the main window and of the conversation.
// Run by `npm start -- --picture`, which brings the display and the Electron; the end of its input ends it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needsNoSandbox } from '../electron-runtime.mjs';
import { writePictures } from './pictures.mjs';
import { exitCodeOf, root } from './run.mjs';
import { runMain, Stop } from './stop.mjs';

/** Answers, and never starts a conversation. */
const partner = 'sip:mei@example.com';
const timeoutMs = 60_000;

await runMain(async () => {
  const [file] = process.argv.slice(2);
  // For the profile, and for whatever Playwright and Electron leave when they are ended in the middle of it.
  const folder = mkdtempSync(join(tmpdir(), 'parley-picture-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  process.stdin.once('end', () => {
    // At the exit Playwright ends its Electron, however far that has come; after it, as it was there first.
    process.once('exit', removeFolder);
    process.exit(exitCodeOf(null, 'SIGINT'));
  });
  process.stdin.resume().unref?.();
  // Playwright looks for it when it is loaded. Elsewhere the path of Electron's socket would get too long.
  if (process.platform === 'linux') process.env.TMPDIR = folder;
  let app;
  let pictures;
  try {
    const { _electron } = await import('@playwright/test');
    app = await _electron.launch({
      executablePath: process.env.ELECTRON_EXEC_PATH,
      args: [root, '--disable-gpu', '--lang=en', ...(needsNoSandbox() ? ['--no-sandbox'] : [])],
      env: { ...process.env, PARLEY_USER_DATA: join(folder, 'profile') },
    });
    app.context().setDefaultTimeout(timeoutMs);
    pictures = await takePictures(app);
  } finally {
    // As when the computer goes down: nothing is asked.
    await app?.evaluate(({ powerMonitor }) => void powerMonitor.emit('shutdown')).catch(() => {});
    await app?.close();
    removeFolder();
  }
  // Last, so that a run that was interrupted leaves none.
  writePictures(file, pictures);
});

async function takePictures(app) {
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
  return [await main.screenshot({ animations: 'disabled' }), await conversation.screenshot({ animations: 'disabled' })];
}

async function windowOf(app, address) {
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline;) {
    const page = app.windows().find((each) => each.url().includes(address));
    if (page) return page;
    await app.waitForEvent('window', { timeout: 1_000 }).catch(() => {});
  }
  throw new Stop(`The window ${address} did not open.`);
}
