// What a person decides about one server: a certificate that nobody vouches for, and encryption of another time.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer as startInProcess } from '../src/server/server';
import { expect, test } from './support/fixtures';
import { dana, fillSignIn } from './support/people';

/** Made for this run; `openssl` is there wherever `npm test` runs. */
function makeCertificate(folder: string, name: string): string[] {
  const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const args = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-keyout',
    key,
    '-out',
    cert,
    ...subject,
  ];
  execFileSync('openssl', args, { stdio: 'ignore' });
  return ['--tls-key', key, '--tls-cert', cert];
}

test('an unknown certificate is shown, trusted once, and missed when it changes', async ({
  launchParley,
  startServer,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-certificates-'));
  const userData = mkdtempSync(join(tmpdir(), 'parley-profile-'));
  try {
    const first = await startServer([dana], ['--poll-wait', '100', ...makeCertificate(folder, 'one')]);
    const port = new URL(first.url).port;
    const parley = await launchParley({ userData });
    const page = await parley.mainWindow();
    await fillSignIn(page, first.url, dana);
    await expect(page.getByTestId('signin-certificate')).toContainText('Nobody that this computer knows');
    await expect(page.getByTestId('signin-certificate')).toContainText('localhost');
    await page.getByTestId('signin-trust').click();
    await page.getByTestId('contacts').waitFor();
    await parley.close();
    await first.stop();

    // Another certificate at the same address: the old trust does not cover it.
    const second = await startServer([dana], ['--port', port, '--poll-wait', '100', ...makeCertificate(folder, 'two')]);
    const again = await launchParley({ userData });
    const page2 = await again.mainWindow();
    await fillSignIn(page2, second.url, dana);
    await expect(page2.getByTestId('signin-certificate')).toContainText('another certificate than the one you trusted');
    await again.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(userData, { recursive: true, force: true });
  }
});

test('a server that only speaks TLS 1.0 is refused until it is allowed', async ({ launchParley }) => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-certificates-'));
  const [, key = '', , cert = ''] = makeCertificate(folder, 'old');
  const server = await startInProcess({
    people: [dana],
    pollWaitMs: 100,
    tls: { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8'), minVersion: 'TLSv1', maxVersion: 'TLSv1' },
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
    rmSync(folder, { recursive: true, force: true });
  }
});
