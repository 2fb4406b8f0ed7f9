// "Test the connection" tells seven steps; "Export diagnostics" gives away nothing of a session with everything in it.
import { strFromU8, unzipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificate } from '../src/main/uc/testing/make-certificate';
import { startServer } from '../src/server/server';
import { expect } from './support/fixtures';
import { Gateway } from './support/gateway';
import { KeyStore } from './support/key-store';
import { signInToStay, test } from './support/kept-profile';
import { callBridge, conversationWindow, dana, kim, lee } from './support/people';

test('the diagnostics of a whole session name nobody and repeat nothing', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  void keyStore;
  const town = await newTown([dana, lee, kim]);
  const tickets = new Set<string>();
  const gateway = await new Gateway(
    () => town.url,
    (headers) => {
      const ticket = headers['cwa-ticket'];
      if (typeof ticket === 'string') tickets.add(ticket);
    },
  ).start();
  try {
    const parley = await launchParley({ userData: profile, args: KeyStore.args });
    const main = await signInToStay(parley, gateway.url, dana);
    const lees = town.arrive(lee);
    lees.invite(dana, 'Is the blue crane free?', 'Quarterly figures');
    await main.getByTestId('invitation-accept').click();
    const page = await conversationWindow(parley);
    await page.getByTestId('composer-text').fill('The harbour one is.');
    await page.keyboard.press('Enter');
    await expect.poll(() => lees.heard).toHaveLength(1);
    // Trouble is what ends up in a log: a lost line, an invitation that fails, an error in a window, a file that cannot be written.
    await callBridge(main, 'conversation:invite', {
      conversationId: (await page.getByTestId('conversation').getAttribute('data-conversation-id'))!,
      uris: [kim.uri],
    });
    await callBridge(main, 'diagnostics:report-error', {
      kind: 'TypeError',
      places: [{ file: 'index.js', line: 3, column: 7 }],
    });
    await gateway.stop();
    await expect(main.getByTestId('connection-banner')).toBeVisible({ timeout: 20_000 });
    await gateway.start();
    await expect(main.getByTestId('connection-banner')).toHaveCount(0, { timeout: 40_000 });

    await callBridge(main, 'window:open-diagnostics', undefined);
    const diagnostics = await parley.window((candidate) => candidate.url().includes('#/diagnostics'));
    await diagnostics.getByTestId('diagnostics-server').fill(gateway.url);
    await diagnostics.getByTestId('diagnostics-run').click();
    const steps = diagnostics.getByTestId('diagnostics-step');
    await expect(steps).toHaveCount(7);
    await expect(diagnostics.locator('[data-testid=diagnostics-step][data-outcome=passed]')).toHaveCount(5);
    // There is no encryption at this address to be looked at.
    const skipped = diagnostics.locator('[data-testid=diagnostics-step][data-outcome=skipped]');
    await expect(skipped.locator('.outcome')).toHaveText(['Does not apply', 'Does not apply']);

    const file = join(profile, 'diagnostics.zip');
    await parley.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, file);
    await diagnostics.getByTestId('diagnostics-export').click();
    await expect(diagnostics.getByText('written to the file')).toBeVisible();

    const files = Object.entries(unzipSync(readFileSync(file))).map(([name, data]) => [name, strFromU8(data)] as const);
    const all = files.map(([name, text]) => `== ${name}\n${text}`).join('\n');
    expect(tickets.size).toBeGreaterThan(0);
    const secrets = [
      'correct horse',
      'dana',
      'Reyes',
      'lee@',
      'Lee Park',
      'kim@',
      'Okafor',
      'crane',
      'harbour',
      'Quarterly',
    ];
    secrets.push('example.com', 'EXAMPLE\\', ...tickets);
    expect(secrets.filter((secret) => all.toLowerCase().includes(secret.toLowerCase()))).toEqual([]);
    // It is worth sending all the same.
    expect(all).toContain('session event=polled state=online');
    expect(all).toMatch(/unexpected error window=\d+ TypeError at index\.js:3:7/u);
    expect(all).toContain('data-channel: passed');
  } finally {
    await gateway.stop();
  }
});

test('the connection test tells the version of the encryption from the trust in the certificate', async ({
  launchParley,
}) => {
  const tls = makeCertificate({ commonName: 'cwa.example.com', names: ['127.0.0.1'] });
  const server = await startServer({ people: [dana], tls });
  const old = await startServer({ people: [dana], tls: { ...tls, minVersion: 'TLSv1', maxVersion: 'TLSv1' } });
  const parley = await launchParley();
  await callBridge(await parley.mainWindow(), 'window:open-diagnostics', undefined);
  const page = await parley.window((candidate) => candidate.url().includes('#/diagnostics'));
  const steps = page.getByTestId('diagnostics-step');

  await page.getByTestId('diagnostics-server').fill(server.url);
  await page.getByTestId('diagnostics-run').click();
  await expect(steps.nth(2)).toContainText('TLSv1.3');
  await expect(steps.nth(2)).toHaveAttribute('data-outcome', 'passed');
  await expect(steps.nth(3)).toHaveAttribute('data-outcome', 'failed');
  await expect(steps.nth(3)).toContainText('Nobody that this computer knows vouches for it');
  await expect(steps.nth(3)).toContainText('cwa.example.com');
  await expect(steps.nth(4)).toHaveAttribute('data-outcome', 'skipped');
  await expect(steps.nth(4)).toContainText('Not tried');

  await page.getByTestId('diagnostics-server').fill(old.url);
  await page.getByTestId('diagnostics-run').click();
  await expect(steps.nth(2)).toContainText('only speaks an outdated encryption');
  await expect(steps.nth(2)).toContainText('TLSv1');
  await expect(steps.nth(3)).toHaveAttribute('data-outcome', 'skipped');
  await Promise.all([server.stop(), old.stop()]);
});
