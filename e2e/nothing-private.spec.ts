// What Parley leaves behind and gives away, looked through for planted words: the exported diagnostics, the log and the error stream
// after a session in which much goes wrong; every file of the profile after a session of the owner's, and after one of a guest's.
import { strFromU8, unzipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { planted, plantedText, planteds } from '../src/protocol/testing/vocabulary';
import type { PersonRecord } from '../src/server/memory/directory/person-record';
import { expect } from './support/fixtures';
import { Gateway } from './support/gateway';
import { KeyStore } from './support/key-store';
import { openHistory, test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, fillSignIn, signIn } from './support/people';
import { profileFiles } from './support/profile';
import type { Town } from './support/town';

const peer: PersonRecord = {
  uri: 'sip:frabjous.tulgey@vexillum-plant.example',
  user: 'VEXILLUM\\tulgey',
  password: 'zephyr gyring',
  name: 'Quagga Tulgeywood',
  title: planted.subject,
  office: planted.location,
  phones: [{ type: 'work', number: planted.phone }],
};
const self: PersonRecord = {
  uri: planted.uri,
  user: planted.account,
  password: planted.password,
  name: planted.name,
  title: planted.subject,
  company: planted.host,
  office: planted.location,
  phones: [{ type: 'mobile', number: planted.phone }],
  groups: { [planted.group]: [peer.uri] },
};

/** What an installed Parley has. */
const keepsLog = { PARLEY_LOG_FILE: '1' };
const logFile = (profile: string): string => readFileSync(join(profile, 'logs', 'parley.log'), 'utf8');

/** Talks, and does whatever leaves a trace somewhere. */
async function converse(parley: Parley, main: Page, town: Town): Promise<Page> {
  const theirs = town.arrive(peer);
  theirs.invite(self, planted.message, planted.subject);
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(parley);
  await expect(page.getByTestId('message-text')).toHaveText(planted.message);
  await page.getByTestId('composer-text').fill(`${planted.message}, or the outgrabe`);
  await page.keyboard.press('Enter');
  await expect.poll(() => theirs.heard).toHaveLength(1);
  await page.getByTestId('composer-text').fill(`half a ${planted.subject}`);
  await callBridge(main, 'self:set-note', planted.note);
  town.ring(peer, self, planted.subject)();
  await main.getByTestId('missed-call').waitFor();
  await main.getByTestId('group-row').first().click();
  await expect(main.getByTestId('group-row').first()).toHaveAttribute('aria-expanded', 'false');
  const history = await openHistory(parley);
  await history.getByTestId('history-search').fill('wabecrane');
  return page;
}

/** Files of a profile, by path, that tell one of the words. */
function tellingFiles(profile: string, extra: readonly string[]): string[] {
  return profileFiles(profile).flatMap((name) => {
    const bytes = readFileSync(join(profile, name));
    const texts = [bytes.toString('latin1'), bytes.toString('utf16le'), bytes.subarray(1).toString('utf16le')];
    const found = [...texts.flatMap(planteds), ...extra.filter((word) => texts.some((text) => text.includes(word)))];
    return found.length === 0 ? [] : [`${name}: ${[...new Set(found)].join(' ')}`];
  });
}

/** Exports the diagnostics and hands back all that is in them. */
async function exported(parley: Parley, file: string): Promise<string> {
  await parley.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await callBridge(await parley.mainWindow(), 'window:open-diagnostics', undefined);
  const diagnostics = await parley.window((candidate) => candidate.url().includes('#/diagnostics'));
  await diagnostics.getByTestId('diagnostics-export').click();
  await expect(diagnostics.getByText('written to the file')).toBeVisible();
  return Object.entries(unzipSync(readFileSync(file)))
    .map(([name, data]) => `== ${name}\n${strFromU8(data)}`)
    .join('\n');
}

test('diagnostics, log and error stream name nobody, whatever goes wrong', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  test.setTimeout(180_000);
  void keyStore;
  const town = await newTown([self, peer]);
  const gateway = await new Gateway(() => town.url).start();
  const file = join(profile, 'diagnostics.zip');
  try {
    // What the windows write on their console goes to the error stream too.
    const parley = await launchParley({
      userData: profile,
      args: [...KeyStore.args, '--enable-logging=stderr'],
      env: { ...keepsLog, ELECTRON_ENABLE_LOGGING: '1' },
    });
    const main = await parley.mainWindow();
    // Sign-ins that fail, each in another way.
    for (const status of [403, 500, 302, 200]) {
      gateway.answer = (_, response) => {
        const location = `https://${planted.host}/${encodeURIComponent(planted.name)}`;
        response.writeHead(status, { location, 'set-cookie': planted.cookie, 'content-type': 'text/html' });
        response.end(`<html><body>${plantedText}</body></html>`);
      };
      await fillSignIn(main, gateway.url, self);
      await expect(main.getByTestId('signin-submit')).toBeVisible();
      await expect(main.getByTestId('signin-error')).toBeVisible();
    }
    gateway.answer = (_, response) =>
      void response.end(
        `<cwaResponses><requestFailed rid="1"><error code="18201" detail="${plantedText}"/></requestFailed></cwaResponses>`,
      );
    await fillSignIn(main, gateway.url, self);
    await expect(main.getByTestId('signin-error')).toBeVisible();
    gateway.answer = undefined;
    await fillSignIn(main, gateway.url, self, 'hush!Plover the other');
    await expect(main.getByTestId('signin-error')).toBeVisible();
    await main.getByTestId('signin-remember').check();
    await signIn(parley, gateway.url, self);
    const page = await converse(parley, main, town);

    // A setting that somebody has put into a file by hand.
    await callBridge(main, 'settings:set', { language: planted.note });
    await callBridge(main, 'settings:set', {
      messageStyles: [
        {
          uri: planted.uri,
          style: { font: planted.name, bold: true, italic: false, underline: false, strike: false },
        },
      ],
    });

    // A command that is refused in the server's own words, and one that gets no answer.
    let isRefused = false;
    gateway.answers = (path) => /main/iu.test(path);
    gateway.answer = (request, response) => {
      isRefused = true;
      gateway.answer = undefined;
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.end(
        `<cwaResponses><xanthippe/><requestRejected><error code="18000" detail="${plantedText}"/></requestRejected></cwaResponses>`,
      );
      void request;
    };
    await callBridge(main, 'group:add', planted.folder);
    expect(isRefused).toBe(true);
    gateway.answers = () => true;
    // An error in a window, one in the main process, and input that no window of ours would send.
    await page.evaluate((text) => {
      setTimeout(() => {
        throw new Error(text);
      });
      void Promise.reject(new TypeError(text));
    }, plantedText);
    await parley.app.evaluate((_, text) => void Promise.reject(new Error(text)), plantedText);
    await callBridge(main, 'group:add', { [planted.name]: 1 } as never);
    await expect(main.locator('[data-testid=notice][data-code=internal-error]')).toBeVisible();
    // A lost line, and a portal in its place.
    gateway.answer = (_, response) => void response.writeHead(500, { server: planted.host }).end(plantedText);
    await expect(main.getByTestId('connection-banner')).toBeVisible({ timeout: 30_000 });
    await gateway.stop();
    await callBridge(main, 'diagnostics:test-connection', planted.host);
    gateway.answer = undefined;
    await gateway.start();
    await expect(main.getByTestId('connection-banner')).toHaveCount(0, { timeout: 60_000 });

    const all = await exported(parley, file);
    expect(planteds(all)).toEqual([]);
    expect(all).not.toContain(new URL(gateway.url).host);
    expect(all).not.toContain(profile);
    expect(planteds(parley.output())).toEqual([]);
    // It is worth sending all the same.
    expect(all).toContain('session event=polled state=online');
    expect(all).toContain('poll server-error http=500');
    expect(all).toMatch(/unexpected error window=\d+ (?:Error|TypeError)/u);
    expect(all).toContain('server: server-1\n\ndns: unknown-host');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    // The log on the disk has it too, and no more.
    await expect.poll(() => logFile(profile)).toContain('server-error http=500');
    expect(logFile(profile)).toMatch(/started major=\d+ minor=\d+ patch=\d+\n/u);
    expect(planteds(logFile(profile))).toEqual([]);
    expect(logFile(profile)).not.toContain(new URL(gateway.url).host);
    expect(logFile(profile)).not.toContain(profile);
    // The windows said on their console that there was an error, and no more of it.
    const complaints = parley.errors as string[];
    expect(planteds(complaints.join('\n'))).toEqual([]);
    expect(complaints.length).toBeGreaterThan(0);
    complaints.length = 0;
  } finally {
    await gateway.stop();
  }
});

test('the profile is its owner’s alone, and names nobody in clear', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  test.setTimeout(90_000);
  test.skip(process.platform === 'win32', 'files have no modes there');
  void keyStore;
  const town = await newTown([self, peer]);
  const launch = (): Promise<Parley> => launchParley({ userData: profile, args: KeyStore.args, env: keepsLog });
  // A profile of another time, open to everybody, as it was in a folder that was made by hand.
  const before = await launch();
  await (await before.mainWindow()).getByTestId('signin').waitFor();
  await callBridge(await before.mainWindow(), 'settings:set', { theme: 'dark' });
  await before.close();
  for (const name of profileFiles(profile)) chmodSync(join(profile, name), 0o664);

  const parley = await launch();
  const main = await parley.mainWindow();
  await main.getByTestId('signin-remember').check();
  await signIn(parley, town.url, self);
  await converse(parley, main, town);
  const openFiles = (): string[] =>
    profileFiles(profile).filter(
      (name) => (statSync(join(profile, name), { throwIfNoEntry: false })?.mode ?? 0) & 0o077,
    );
  expect(openFiles()).toEqual([]);
  await parley.close();
  expect(openFiles()).toEqual([]);
  expect(profileFiles(profile).filter((name) => name.startsWith('history/'))).not.toEqual([]);
  expect(logFile(profile)).toContain('session event=polled state=online');
  expect(tellingFiles(profile, [new URL(town.url).host])).toEqual([]);

  // It is all there.
  const again = await launch();
  const page = await again.mainWindow();
  await expect(page.getByTestId('signin-server')).toHaveValue(town.url);
  await expect(page.getByTestId('signin-user')).toHaveValue(planted.account);
  await page.getByTestId('signin-submit').click();
  await expect(page.getByTestId('group-row').first()).toHaveAttribute('aria-expanded', 'false');
});

/** What Chromium writes at every start, with or without a session, is looked at for its words alone. */
const ofEveryStart =
  /^(?:DevToolsActivePort|Local State|Preferences|DIPS|Cookies|Trust Tokens|TransportSecurity|Network Persistent State|SharedStorage|QuotaManager)(?:-journal|-wal|-shm)?$|^(?:Cache|Code Cache|GPUCache|Dawn\w*Cache|Shared Dictionary|Session Storage|Local Storage|blob_storage|Crashpad|Network|WebStorage|shared_proto_db|VideoDecodeStats)\//u;

test('after a session on a public computer nothing of it is left, in no file', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  test.setTimeout(90_000);
  void keyStore;
  const town = await newTown([self, peer]);
  const launch = (): Promise<Parley> => launchParley({ userData: profile, args: KeyStore.args, env: keepsLog });
  const contents = (): [string, string][] =>
    profileFiles(profile)
      .filter((name) => !ofEveryStart.test(name))
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(profile, name)))
          .digest('hex'),
      ]);
  const before = await launch();
  await (await before.mainWindow()).getByTestId('signin').waitFor();
  await before.close();
  const untouched = contents();
  // Of the start before, in which nobody signed in.
  expect(untouched.map(([name]) => name)).toContain(join('logs', 'parley.log'));

  const parley = await launch();
  const main = await parley.mainWindow();
  await main.getByTestId('signin-public').check();
  // A first try that fails leaves nothing either.
  await fillSignIn(main, town.url, self, 'hush!Plover the other');
  await expect(main.getByTestId('signin-error')).toBeVisible();
  await signIn(parley, town.url, self);
  await converse(parley, main, town);
  // There is a draft, which would be lost.
  const signedOut = callBridge(main, 'session:sign-out', undefined);
  await main.getByRole('alertdialog').getByRole('button', { name: 'Sign out anyway' }).click();
  expect((await signedOut).ok).toBe(true);
  // Nor does the next person see who it was.
  await expect(main.getByTestId('signin-server')).toHaveValue('');
  await expect(main.getByTestId('signin-user')).toHaveValue('');
  expect(contents()).toEqual(untouched);
  await parley.close();

  expect(contents()).toEqual(untouched);
  expect(tellingFiles(profile, [new URL(town.url).host, 'parley.'])).toEqual([]);
  // Nor the group that was folded.
  expect(JSON.parse(readFileSync(join(profile, 'settings.json'), 'utf8'))).toMatchObject({ collapsedGroups: [] });
  // It does see what is there.
  expect(tellingFiles(profile, ['{'])).not.toEqual([]);
  const next = await launch();
  await expect((await next.mainWindow()).getByTestId('signin-server')).toHaveValue('');
});
