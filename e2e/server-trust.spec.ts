// What a person decides about one server: a certificate that nobody vouches for, and encryption of another time.
import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer as startInProcess } from '../src/server/server';
import { accessibilityProblems } from './support/accessibility';
import { expect, test as base } from './support/fixtures';
import { dana, fillSignIn } from './support/people';

interface MadeCertificate {
  readonly key: string;
  readonly cert: string;
  /** `AA:BB:…` */
  readonly fingerprint: string;
  /** For the command line of the embedded server. */
  readonly args: readonly string[];
}

/** Made for this run; `openssl` is there wherever `npm test` runs. */
function makeCertificate(folder: string, name: string): MadeCertificate {
  const [keyFile, certFile] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const files = ['-keyout', keyFile, '-out', certFile];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...files, ...subject], {
    stdio: 'ignore',
  });
  const [key, cert] = [readFileSync(keyFile, 'utf8'), readFileSync(certFile, 'utf8')];
  const { fingerprint256: fingerprint } = new X509Certificate(cert);
  return { key, cert, fingerprint, args: ['--tls-key', keyFile, '--tls-cert', certFile] };
}

/** A folder for certificates, and a profile that outlives the Parleys that use it. */
const test = base.extend<{ readonly folder: string; readonly profile: string }>({
  folder: ({}, use) => inFolder('parley-certificates-', use),
  profile: ({}, use) => inFolder('parley-profile-', use),
});

async function inFolder(prefix: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  await use(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function openSettings(page: Page): Promise<void> {
  await page.getByTestId('main-menu').click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await page.getByRole('dialog', { name: 'Settings' }).waitFor();
}

const pollOften = ['--poll-wait', '100'];

test('an unknown certificate is shown, trusted once, and missed when it changes', async ({
  launchParley,
  startServer,
  folder,
  profile,
}) => {
  const one = makeCertificate(folder, 'one');
  const first = await startServer([dana], [...pollOften, ...one.args]);
  const port = new URL(first.url).port;
  const parley = await launchParley({ userData: profile });
  const page = await parley.mainWindow();
  await fillSignIn(page, first.url, dana);
  const shown = page.getByTestId('signin-certificate');
  await expect(shown.getByTestId('certificate-problems')).toContainText('Nobody that this computer knows');
  await expect(shown).toContainText('localhost');
  await expect(shown.getByRole('list', { name: 'Fingerprint (SHA-256)' }).getByRole('listitem')).toHaveText(
    one.fingerprint.match(/(?:\w\w:?){4}/gu)!.map((group) => group.replaceAll(':', ' ').trim()),
  );
  await shown.getByRole('button', { name: 'Copy: Fingerprint (SHA-256)' }).click();
  await expect(shown.getByRole('status')).toHaveText('Copied');
  expect(await parley.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(one.fingerprint);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByTestId('signin-trust').click();
  await page.getByTestId('contacts').waitFor();
  await parley.close();
  await first.stop();

  // Another certificate at the same address: the old trust does not cover it.
  const two = makeCertificate(folder, 'two');
  const second = await startServer([dana], ['--port', port, ...pollOften, ...two.args]);
  const again = await launchParley({ userData: profile });
  const page2 = await again.mainWindow();
  await fillSignIn(page2, second.url, dana);
  const changed = page2.getByTestId('signin-certificate');
  await expect(changed).toContainText('another certificate than the one you trusted');
  await changed.getByRole('button', { name: 'Copy: Fingerprint of the one that you trusted' }).click();
  expect(await again.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(one.fingerprint);
  await page2.getByTestId('signin-trust').click();
  await page2.getByTestId('contacts').waitFor();

  // The settings tell what is trusted, and take it back.
  await openSettings(page2);
  const kept = page2.getByTestId('server-decisions');
  await expect(kept).toContainText(second.url);
  await kept.getByTestId('server-certificate').click();
  await expect(kept.getByTestId('fingerprint')).toContainText(two.fingerprint.slice(0, 11).replaceAll(':', ' '));
  expect(await accessibilityProblems(page2)).toEqual([]);
  await kept.getByRole('button', { name: /^Take back/u }).click();
  await expect(kept).toHaveCount(0);
});

test('a server that only speaks TLS 1.0 is refused until it is allowed', async ({ launchParley, folder }) => {
  const { key, cert } = makeCertificate(folder, 'old');
  const server = await startInProcess({
    people: [dana],
    pollWaitMs: 100,
    tls: { key, cert, minVersion: 'TLSv1', maxVersion: 'TLSv1' },
  });
  try {
    const page = await (await launchParley()).mainWindow();
    await fillSignIn(page, server.url, dana);
    await expect(page.getByTestId('signin-error')).toContainText('outdated form of encryption');
    await page.getByTestId('signin-allow-old-tls').click();
    // Its certificate is another matter, and asked about as well.
    await page.getByTestId('signin-trust').click();
    await expect(page.getByTestId('contacts')).toBeVisible();
  } finally {
    await server.stop();
  }
});
