// The network does what networks do: a portal steps in between, a poll gets lost, the line is cut, the computer sleeps.
import type { Page } from '@playwright/test';
import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessibilityProblems } from './support/accessibility';
import { makeCertificateFiles } from './support/certificates';
import { expect, test } from './support/fixtures';
import { freePort } from '../src/shared/testing/free-port';
import { Gateway, portalPage } from './support/gateway';
import type { Parley } from './support/launch';
import { dana, fillSignIn, kim, lee, signIn } from './support/people';
import { removeFolder } from './support/remove-folder';

const people = [dana, lee, kim];
const banner = (page: Page) => page.getByTestId('connection-banner');

let gateway: Gateway;
let target = '';
test.beforeEach(async () => {
  gateway = await new Gateway(() => target).start();
});
test.afterEach(() => gateway.stop());

/** Notes every banner that comes up, however short, and every word that is said about the connection. */
async function watchBanner(page: Page): Promise<() => Promise<{ banners: number; spoken: string[] }>> {
  await page.evaluate(() => {
    const noted = { banners: 0, spoken: [] as string[] };
    (window as unknown as { noted: typeof noted }).noted = noted;
    let wasThere = false;
    new MutationObserver(() => {
      const isThere = document.querySelector('[data-testid=connection-banner]') !== null;
      if (isThere && !wasThere) noted.banners += 1;
      wasThere = isThere;
      const said = document.querySelector('[data-testid=connection-spoken]')?.textContent ?? '';
      if (said !== (noted.spoken.at(-1) ?? '')) noted.spoken.push(said);
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  return () => page.evaluate(() => (window as unknown as { noted: { banners: number; spoken: string[] } }).noted);
}

/** The seconds that the banner shows; 0: an attempt is under way. */
async function countdown(page: Page): Promise<number> {
  const words = await page.getByTestId('next-try').textContent({ timeout: 2_000 });
  return Number(/\d+/.exec(words ?? '')?.[0] ?? 0);
}

/** Nobody listens, until the wait for the next attempt is at least this long. */
async function cutUntilPatient(page: Page, seconds: number): Promise<void> {
  await gateway.stop();
  await expect.poll(() => countdown(page).catch(() => 0), { timeout: 60_000 }).toBeGreaterThanOrEqual(seconds);
}

test('a portal gets no password, is told for what it is, and is over by itself', async ({
  launchParley,
  startServer,
}) => {
  test.slow();
  target = (await startServer(people, ['--poll-wait', '100'])).url;
  const parley = await launchParley();
  const page = await signIn(parley, gateway.url, dana);
  const noted = await watchBanner(page);
  await parley.app.evaluate(({ shell }) => {
    shell.openExternal = async (url) => void ((globalThis as Record<string, unknown>)['openedPage'] = url);
  });

  gateway.answer = portalPage;
  await expect(banner(page)).toHaveAttribute('data-code', 'captive-portal', { timeout: 15_000 });
  await expect(banner(page)).toContainText('This network wants you to sign in first');
  await expect(page.getByTestId('contacts')).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByTestId('open-network-page').click();
  const opened = () => parley.app.evaluate(() => (globalThis as Record<string, unknown>)['openedPage']);
  await expect.poll(opened).toBe(`${gateway.url}/`);
  // Some attempts more.
  const before = gateway.seen.length;
  await expect.poll(() => gateway.seen.length, { timeout: 20_000 }).toBeGreaterThan(before + 1);
  const toPortal = gateway.seen.filter(({ wasAnsweredHere }) => wasAnsweredHere);
  expect(toPortal.filter(({ method, body }) => method === 'POST' || body.includes('correct horse'))).toEqual([]);

  gateway.answer = undefined;
  await expect(banner(page)).toHaveCount(0, { timeout: 20_000 });
  expect(await noted()).toEqual({ banners: 1, spoken: ['This network wants you to sign in first', 'Connected again'] });
});

test('a lost poll and a ticket that has expired are nobody’s business', async ({ launchParley, startServer }) => {
  target = (await startServer(people, ['--poll-wait', '300'])).url;
  const parley = await launchParley();
  const page = await signIn(parley, gateway.url, dana);
  const noted = await watchBanner(page);
  const answerOnce = async (answer: (response: ServerResponse) => void): Promise<void> => {
    gateway.answer = (_, response) => {
      gateway.answer = undefined;
      answer(response);
    };
    const before = gateway.seen.length;
    await expect.poll(() => gateway.seen.length).toBeGreaterThan(before + 4);
  };
  for (let times = 0; times < 3; times += 1) {
    await answerOnce((response) => response.destroy());
    await answerOnce((response) => response.writeHead(401).end());
  }
  expect(gateway.seen.filter(({ path }) => path.endsWith('logon.html'))).toHaveLength(4);
  expect(await noted()).toEqual({ banners: 0, spoken: [] });
});

test('the countdown counts, and Retry now does not wait for it', async ({ launchParley, startServer }) => {
  test.slow();
  target = (await startServer(people, ['--poll-wait', '100'])).url;
  const parley = await launchParley();
  const page = await signIn(parley, gateway.url, dana);
  const noted = await watchBanner(page);
  await cutUntilPatient(page, 8);
  const first = await countdown(page);
  await expect.poll(() => countdown(page)).toBeLessThan(first);
  await gateway.start();
  await page.getByTestId('retry-now').click();
  await expect(banner(page)).toHaveCount(0, { timeout: 3_000 });
  expect(await noted()).toEqual({ banners: 1, spoken: ['Connection lost', 'Connected again'] });
});

for (const event of ['resume', 'unlock-screen'] as const) {
  test(`the wait ends at once at ${event}`, async ({ launchParley, startServer }) => {
    test.slow();
    target = (await startServer(people, ['--poll-wait', '100'])).url;
    const parley = await launchParley();
    const page = await signIn(parley, gateway.url, dana);
    await cutUntilPatient(page, 8);
    await gateway.start();
    await wake(parley, event);
    await expect(banner(page)).toHaveCount(0, { timeout: 3_000 });
  });
}

function wake(parley: Parley, event: 'resume' | 'unlock-screen'): Promise<void> {
  return parley.app.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event);
}

test('another proxy is found without a word when the one before is gone', async ({ launchParley, startServer }) => {
  test.slow();
  const server = await startServer(people, ['--poll-wait', '100']);
  target = server.url;
  const other = await new Gateway(() => target).start();
  const proxyRules = (proxy: Gateway): string => `http=${new URL(proxy.url).host}`;
  const parley = await launchParley();
  await setProxy(parley, server.url, proxyRules(gateway));
  const page = await signIn(parley, server.url, dana);
  expect(gateway.seen.length).toBeGreaterThan(2);
  await cutUntilPatient(page, 8);
  expect(other.seen).toEqual([]);
  await setProxy(parley, server.url, proxyRules(other));
  await expect(banner(page)).toHaveCount(0, { timeout: 6_000 });
  expect(other.seen.length).toBeGreaterThan(0);
  await other.stop();
});

/** As if it had been changed in the system's settings, for the connections to one server. */
async function setProxy(parley: Parley, serverUrl: string, proxyRules: string): Promise<void> {
  const name = createHash('sha256')
    .update(`${new URL(serverUrl).origin} `)
    .digest('hex')
    .slice(0, 32);
  await parley.app.evaluate(
    ({ session }, { partition, rules }) =>
      session
        .fromPartition(partition, { cache: false })
        .setProxy({ proxyRules: rules, proxyBypassRules: '<-loopback>' }),
    { partition: `server-${name}`, rules: proxyRules },
  );
}

test('an attempt that hangs in a sleep is given up when the computer wakes', async ({ launchParley, startServer }) => {
  test.slow();
  target = (await startServer(people, ['--poll-wait', '100'])).url;
  const parley = await launchParley();
  const page = await signIn(parley, gateway.url, dana);
  // The line is dead, but nobody says so: what is asked waits for its deadline of half a minute and more.
  const hanging: ServerResponse[] = [];
  gateway.answer = (_, response) => void hanging.push(response);
  await expect.poll(() => hanging.length).toBe(1);
  gateway.answer = undefined;
  const before = gateway.seen.length;
  await wake(parley, 'resume');
  await expect.poll(() => gateway.seen.length, { timeout: 3_000 }).toBeGreaterThan(before + 2);
  await expect(banner(page)).toHaveCount(0);
  for (const response of hanging) response.destroy();
});

test('a portal in the place of an encrypted server is met with its certificate, and nothing is trusted', async ({
  launchParley,
  startServer,
}) => {
  test.slow();
  const folder = mkdtempSync(join(tmpdir(), 'parley-certificates-'));
  try {
    const own = [...makeCertificateFiles(folder, 'own').args, '--poll-wait', '100', '--port', String(await freePort())];
    const server = await startServer(people, own);
    const parley = await launchParley();
    const page = await parley.mainWindow();
    await fillSignIn(page, server.url, dana);
    await page.getByTestId('signin-trust').click();
    await page.getByTestId('contacts').waitFor();

    await server.kill();
    const portal = await startServer(people, [...own.slice(4), ...makeCertificateFiles(folder, 'portal').args]);
    await expect(banner(page)).toHaveAttribute('data-code', 'certificate', { timeout: 20_000 });
    await expect(banner(page)).toContainText('If this network has a sign-in page of its own, open that first');
    await expect(page.getByTestId('open-network-page')).toBeVisible();
    await expect(page.getByTestId('sign-in-again')).toHaveCount(0);
    await portal.kill();
    await startServer(people, own);
    await expect(banner(page)).toHaveCount(0, { timeout: 30_000 });
  } finally {
    await removeFolder(folder);
  }
});
