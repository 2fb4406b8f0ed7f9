// What the server says, recorded in the app: by a person who wants it, masked while it is written, seen as long as it goes on, looked at
// before it leaves. Never of a guest, never where an administrator wants none.
import type { Page } from '@playwright/test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRecording } from '../src/recording/read-recording';
import { startReplay } from '../src/recording/replay/replay-server';
import { accessibilityProblems } from './support/accessibility';
import { expect, test } from './support/fixtures';
import type { Parley } from './support/launch';
import { callBridge, converse, dana, fillSignIn, lee, signIn } from './support/people';

/** What is said and called so nowhere else. */
const planted = {
  group: 'Quillfeathers',
  note: 'Back from Frobisher at noon',
  first: 'Is the Vexillum free?',
  answer: 'The Zephyrine one is.',
};

async function openDiagnostics(parley: Parley): Promise<Page> {
  await callBridge(await parley.mainWindow(), 'window:open-diagnostics', undefined);
  return parley.window((candidate) => candidate.url().includes('#/diagnostics'));
}

/** The system's dialog, answered. */
async function answerSave(parley: Parley, filePath: string | undefined): Promise<void> {
  await parley.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: path === '', filePath: path });
  }, filePath ?? '');
}

async function record(parley: Parley, diagnostics: Page, file: string): Promise<void> {
  await answerSave(parley, file);
  await diagnostics.getByTestId('recording-start').click();
  await expect(diagnostics.getByTestId('recording')).toContainText('Recording what the server says: ends at');
}

test('a sign-in and a talk are recorded with nothing of anybody, looked at, and replayed', async ({
  launchParley,
  startServer,
  newFolder,
}) => {
  test.slow();
  const { url } = await startServer([dana, lee]);
  const folder = newFolder('parley-recording-');
  const file = join(folder, 'a.jsonl');
  writeFileSync(file, 'what the dialog was told may go', { mode: 0o644 });
  const danas = await launchParley();
  const lees = await launchParley();
  await signIn(lees, url, lee);
  const main = await danas.mainWindow();
  await main.getByTestId('signin-server').waitFor();
  const diagnostics = await openDiagnostics(danas);
  await expect(diagnostics.getByTestId('recording')).toHaveCount(0);

  // Thought better of: nothing is recorded.
  await answerSave(danas, undefined);
  await diagnostics.getByTestId('recording-start').click();
  await expect(diagnostics.getByTestId('recording-start')).toBeEnabled();
  await expect(main.getByTestId('recording')).toHaveCount(0);

  await record(danas, diagnostics, file);
  await expect(main.getByTestId('recording')).toContainText('Recording what the server says: ends at');
  expect(await accessibilityProblems(main)).toEqual([]);
  await fillSignIn(main, url, dana);
  await main.getByTestId('contacts').waitFor();
  expect(await callBridge(main, 'self:set-note', planted.note)).toMatchObject({ ok: true });
  expect(await callBridge(main, 'group:add', planted.group)).toMatchObject({ ok: true });
  const { to } = await converse(danas, lees, lee.uri, planted.first);
  await to.getByTestId('composer-text').fill(planted.answer);
  await to.keyboard.press('Enter');
  await expect(
    (await danas.window((page) => page.url().includes('#/conversation/'))).getByText(planted.answer),
  ).toBeVisible();
  await main.getByTestId('recording-stop').click();
  await expect(main.getByTestId('recording')).toHaveCount(0);
  const ended = diagnostics.getByTestId('recording-ended');
  await expect(ended).toHaveAttribute('data-end', 'stopped');

  const text = readFileSync(file, 'utf8');
  expect(statSync(file).mode & 0o077).toBe(0);
  const { entries } = readRecording(text);
  const secrets = [...Object.values(planted).flatMap((words) => words.split(/\W+/u)), 'example.com', 'horse', 'Reyes'];
  const isOurs = (word: string): boolean => word.length > 4 && text.toLowerCase().includes(word.toLowerCase());
  expect([...secrets, 'dana', new URL(url).host].filter(isOurs)).toEqual([]);
  expect(text).toContain('<password>***</password>');
  const channels = entries.flatMap((entry) => ('ask' in entry ? entry.ask.channel : []));
  expect(channels[0]).toBe('sign-in');
  expect(new Set(channels)).toEqual(new Set(['sign-in', 'command', 'data']));
  // As they came.
  const answers = entries.flatMap((entry) => ('answer' in entry ? entry.answer : []));
  expect(answers[0]).toMatchObject({ status: 200, encoding: 'utf-8', http: '1.1' });
  expect(answers[0]?.headers.map(([name]) => name)).toContain('CWA-Ticket');
  const replay = await startReplay({
    entries,
    isFast: true,
    patienceMs: 100,
    onDue: () => undefined,
    onDifference: () => undefined,
  });
  expect((await fetch(`${replay.url}/forms/logon.html`, { method: 'POST', body: '<logon/>' })).status).toBe(200);
  await replay.stop();

  await diagnostics.getByTestId('recording-look').click();
  const reader = diagnostics.getByTestId('recording-reader');
  await expect(reader.getByRole('heading', { level: 1 })).toBeFocused();
  const steps = reader.getByTestId('recording-step');
  await expect(steps.first()).toContainText('Sign-in');
  await steps.first().getByRole('button').press('Enter');
  await expect(reader.getByTestId('recording-request')).toContainText('<password>***</password>');
  await expect(reader.getByTestId('recording-answer')).toContainText('CWA-Ticket: ticket-1');
  expect(await accessibilityProblems(diagnostics)).toEqual([]);
  await diagnostics.keyboard.press('Control+f');
  await expect(reader.getByTestId('recording-search')).toBeFocused();
  await diagnostics.keyboard.type('initiateimsession');
  await expect(reader.getByTestId('recording-found')).toContainText('2 steps have that in them');
  await expect(steps).toHaveCount(2);
  await steps.first().getByRole('button').click();
  await expect(reader.getByTestId('recording-request').locator('mark').first()).toHaveText('initiateImSession');
  await reader.getByTestId('recording-back').click();
  await expect(diagnostics.getByTestId('recording-section')).toBeVisible();
});

test('a recording that is looked at is let go of with the window that shows it', async ({
  launchParley,
  newFolder,
}) => {
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await main.getByTestId('signin-server').waitFor();
  const diagnostics = await openDiagnostics(parley);
  await record(parley, diagnostics, join(newFolder('parley-recording-'), 'a.jsonl'));
  await main.getByTestId('recording-stop').click();
  await diagnostics.getByTestId('recording-look').click();
  await diagnostics.getByTestId('recording-reader').waitFor();
  const read = () => callBridge(main, 'recording:steps', { search: '', from: 0 });
  expect(await read()).toMatchObject({ ok: true });
  const window = await parley.app.browserWindow(diagnostics);
  await window.evaluate((shown) => shown.close());
  await expect.poll(read).toMatchObject({ ok: false, failure: { code: 'not-found' } });
});

test('a place that takes no file is said, and no other error', async ({ launchParley, newFolder }) => {
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await main.getByTestId('signin-server').waitFor();
  const diagnostics = await openDiagnostics(parley);
  const folder = newFolder('parley-recording-');
  await answerSave(parley, join(folder, 'none', 'a.jsonl'));
  await diagnostics.getByTestId('recording-start').click();
  await expect(diagnostics.getByTestId('recording-section').getByRole('alert')).toBeVisible();
  // By then the thread of the first has ended.
  await record(parley, diagnostics, join(folder, 'a.jsonl'));
  await main.getByTestId('recording-stop').click();
  await expect(diagnostics.getByTestId('recording-ended')).toHaveAttribute('data-end', 'stopped');
  expect(await callBridge(main, 'notice:list', undefined)).toMatchObject({ ok: true, value: [] });
});

test('a recording ends by its time, with the session, and says which; a broken file is not shown', async ({
  launchParley,
  startServer,
  newFolder,
}) => {
  const { url } = await startServer([dana]);
  const folder = newFolder('parley-recording-');
  const parley = await launchParley();
  const main = await signIn(parley, url, dana);
  const diagnostics = await openDiagnostics(parley);
  const ended = diagnostics.getByTestId('recording-ended');

  await record(parley, diagnostics, join(folder, 'time.jsonl'));
  await parley.app.evaluate(() => {
    const real = Date.now;
    Date.now = () => real() + 16 * 60_000;
  });
  await expect(ended).toHaveAttribute('data-end', 'time');
  await expect(ended).toContainText('its time was over');
  await expect(main.getByTestId('recording')).toHaveCount(0);

  await record(parley, diagnostics, join(folder, 'session.jsonl'));
  await callBridge(main, 'session:sign-out', undefined);
  await expect(main.getByTestId('recording')).toHaveCount(0);
  await expect.poll(() => readFileSync(join(folder, 'session.jsonl'), 'utf8')).toContain('"end":true');
  const { entries } = readRecording(readFileSync(join(folder, 'session.jsonl'), 'utf8'));
  const goodbye = entries.find((entry) => 'ask' in entry && entry.ask.body?.includes('<terminateSession'));
  expect(entries.some((entry) => 'answer' in entry && goodbye && 'n' in goodbye && entry.n === goodbye.n)).toBe(true);
  const again = await openDiagnostics(parley);
  await expect(again.getByTestId('recording-ended')).toHaveAttribute('data-end', 'signed-out');

  const broken = join(folder, 'broken.jsonl');
  writeFileSync(broken, '{ "format": "parley-recording", "version": 1, "client": "1" }\nnothing\n');
  await parley.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, broken);
  await again.getByTestId('recording-open').click();
  await expect(again.getByText('This recording is broken in line 2.')).toBeVisible();
});

test('a name that nobody knows is told to who records alone, and kept the next time where they say so', async ({
  launchParley,
  newFolder,
}) => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8' });
    response.end('<cwaResponses><quillfeather vexillum="1759382">Zephyrine 4286071</quillfeather></cwaResponses>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = newFolder('parley-recording-');
  const parley = await launchParley();
  const main = await parley.mainWindow();
  let diagnostics = await openDiagnostics(parley);
  async function recordOnce(name: string): Promise<string> {
    await record(parley, diagnostics, join(folder, name));
    await fillSignIn(main, url, dana);
    await expect(main.getByTestId('signin-error')).toBeVisible();
    await main.getByTestId('recording-stop').click();
    await expect(main.getByTestId('recording')).toHaveCount(0);
    // With an attempt that fails all windows but the main one close.
    diagnostics = await openDiagnostics(parley);
    await expect(diagnostics.getByTestId('recording-look')).toBeVisible();
    return readFileSync(join(folder, name), 'utf8');
  }
  try {
    expect(await recordOnce('a.jsonl')).not.toMatch(/quillfeather|vexillum|Zephyrine|1759382|4286071/u);
    await diagnostics.getByTestId('recording-look').click();
    const unknown = diagnostics.getByTestId('recording-unknown');
    await expect(unknown.getByText('The server calls it vexillum.')).toBeVisible();
    expect(await accessibilityProblems(diagnostics)).toEqual([]);
    const names = unknown.getByRole('listitem');
    await names.filter({ hasText: 'quillfeather' }).getByTestId('recording-allow').check();
    await names.filter({ hasText: 'vexillum' }).getByTestId('recording-allow').check();
    await diagnostics.getByTestId('recording-back').click();
    const allowed = diagnostics.getByTestId('recording-allowed');
    await allowed.getByRole('button', { name: 'Mask quillfeather again' }).click();
    await expect(allowed.getByRole('listitem')).toHaveText('vexillum');
    await main.getByTestId('signin-server').fill('');
    const again = await recordOnce('b.jsonl');
    expect(again).toContain('vexillum=\\"1759382\\"');
    expect(again).not.toMatch(/quillfeather|Zephyrine/u);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('nothing is recorded on a public computer, whatever a window asks for', async ({
  launchParley,
  startServer,
  newFolder,
}) => {
  const { url } = await startServer([dana]);
  const file = join(newFolder('parley-recording-'), 'a.jsonl');
  const parley = await launchParley();
  const main = await parley.mainWindow();
  const diagnostics = await openDiagnostics(parley);
  await record(parley, diagnostics, file);
  const password = dana.password ?? '';
  const asked = { server: url, method: 'forms', user: dana.user, password, remember: false } as const;
  const signedIn = await callBridge(main, 'session:sign-in', {
    ...asked,
    isPublicComputer: true,
    availability: 'available',
  });
  expect(signedIn).toMatchObject({ ok: true });
  await main.getByTestId('contacts').waitFor();
  await expect(main.getByTestId('recording')).toHaveCount(0);
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('"end":true');
  expect(readFileSync(file, 'utf8')).not.toContain('"ask"');
  const again = await openDiagnostics(parley);
  await expect(again.getByTestId('recording-public')).toBeVisible();
  await expect(again.getByTestId('recording-start')).toHaveCount(0);
  const other = join(newFolder('parley-recording-'), 'b.jsonl');
  await answerSave(parley, other);
  expect(await callBridge(main, 'recording:start', { minutes: 5 })).toMatchObject({ failure: { code: 'not-allowed' } });
  expect(await callBridge(main, 'recording:open', 'file')).toMatchObject({ failure: { code: 'not-allowed' } });
  expect(existsSync(other)).toBe(false);
});

test('nothing is recorded where an administrator wants none, and the window says who', async ({
  launchParley,
  newFolder,
}) => {
  const folder = newFolder('parley-recording-');
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, JSON.stringify({ 'diagnostics.recording': false }), { mode: 0o644 });
  const parley = await launchParley({ env: { PARLEY_POLICY_FILE: policy } });
  const main = await parley.mainWindow();
  const diagnostics = await openDiagnostics(parley);
  const start = diagnostics.getByTestId('recording-start');
  await expect(start).toBeDisabled();
  await expect(start).toHaveAccessibleDescription('Set by your organisation');
  await start.focus();
  await expect(start).toBeFocused();
  expect(await accessibilityProblems(diagnostics)).toEqual([]);
  await answerSave(parley, join(folder, 'a.jsonl'));
  await start.press('Enter');
  expect(await callBridge(main, 'recording:start', { minutes: 5 })).toMatchObject({
    failure: { code: 'set-by-organisation' },
  });
  expect(existsSync(join(folder, 'a.jsonl'))).toBe(false);
});
