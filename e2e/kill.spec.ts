// The whole app is killed at random moments of a conversation. Whatever a window was told to be kept has to be there after the
// restart, in order and in a state that a person can see, and the other side hears nothing twice.
// `npm run kill-test -- --rounds N --seed N` plays it longer than the tests do.
import type { Page } from '@playwright/test';
import type { Message } from '../src/shared/domain/message';
import { startPeer } from './support/command-line-peer';
import { expect, test } from './support/fixtures';
import { KeyStore } from './support/key-store';
import type { Parley } from './support/launch';
import { callBridge, dana, lee } from './support/people';
import { seededRandom } from '../src/server/base/seeded-random';

const rounds = Number(process.env['PARLEY_KILL_ROUNDS'] ?? 2);
const seed = Number(process.env['PARLEY_KILL_SEED'] ?? 1);
/** From the click on "sign in" on; a sign-in takes about half of it. */
const maxLifeMs = 3_000;
const secondsPerRound = 30;

test(`nothing is missing after ${rounds} kills`, async ({ launchParley, startServer, keyStore, newFolder }) => {
  test.setTimeout((rounds + 4) * secondsPerRound * 1_000);
  void keyStore;
  const random = seededRandom(seed);
  const profile = newFolder('parley-profile-');
  const server = await startServer([dana, lee], ['--poll-wait', '50', '--session-timeout', '20']);
  const peer = await startPeer(server.url, lee);
  const launch = (): Promise<Parley> => launchParley({ userData: profile, args: KeyStore.args });
  /** Texts whose call had resolved, in order: the window was told that they are safe. */
  const kept: string[] = [];
  let next = 1;
  const killedWhile = { signingIn: 0, talking: 0 };

  for (let round = 1; round <= rounds; round += 1) {
    const parley = await launch();
    const page = await parley.mainWindow();
    await page.getByTestId('signin').waitFor();
    let isKilled = false;
    const timer = setTimeout(() => {
      isKilled = true;
      killAll(parley);
    }, random() * maxLifeMs);
    let isOnline = false;
    try {
      await signIn(page, server.url);
      isOnline = true;
      expect(textsOf(await history(page)).filter((text) => kept.includes(text))).toEqual(kept);
      for (;;) {
        const text = `${next++} ${'word '.repeat(Math.floor(random() * 20))}`;
        await say(page, text);
        kept.push(text);
        await page.waitForTimeout(random() * 30);
      }
    } catch (error) {
      // A kill looks like any error from here; one without a kill is what the test is about.
      if (!isKilled) throw error;
    } finally {
      clearTimeout(timer);
    }
    killedWhile[isOnline ? 'talking' : 'signingIn'] += 1;
  }

  const parley = await launch();
  const page = await parley.mainWindow();
  await page.getByTestId('signin').waitFor();
  await signIn(page, server.url);
  await expect
    .poll(
      async () => (await outgoing(page)).filter(({ delivery }) => delivery === 'queued' || delivery === 'sending'),
      {
        timeout: 60_000,
      },
    )
    .toEqual([]);

  const messages = await outgoing(page);
  const texts = textsOf(messages);
  const number = (text: string): number => Number.parseInt(text, 10);
  const sent = messages.filter(({ delivery }) => delivery === 'sent' || delivery === 'confirmed');
  await expect.poll(() => textsOf(sent).filter((text) => !peer.heard.includes(text)), { timeout: 10_000 }).toEqual([]);
  console.log(
    `kill test: seed ${seed}, ${rounds} kills (${killedWhile.signingIn} while signing in, ${killedWhile.talking} in ` +
      `conversation), ${kept.length} messages kept, ${messages.length} in the history, ${peer.heard.length} heard by ` +
      `the peer, ${messages.length - sent.length} not known to be delivered and shown so`,
  );
  expect(kept.filter((text) => !texts.includes(text))).toEqual([]);
  expect(messages.filter(({ delivery }) => delivery === undefined)).toEqual([]);
  expect(texts).toEqual([...new Set(texts)].sort((a, b) => number(a) - number(b)));
  expect(peer.heard).toEqual([...new Set(peer.heard)].sort((a, b) => number(a) - number(b)));
  expect(peer.heard.filter((text) => !texts.includes(text))).toEqual([]);
  await parley.close();
  await peer.stop();
});

async function signIn(page: Page, server: string): Promise<void> {
  const answer = await callBridge(page, 'session:sign-in', {
    server,
    method: 'forms',
    user: dana.user,
    password: dana.password,
    remember: false,
    isPublicComputer: false,
    availability: 'available',
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.failure.code}`);
}

/** In the one conversation there is, or a new one. */
async function say(page: Page, text: string): Promise<void> {
  const [conversation] = await conversations(page);
  const body = { text };
  const answer =
    conversation === undefined
      ? await callBridge(page, 'conversation:start', { to: [lee.uri], subject: '', body })
      : await callBridge(page, 'conversation:send', { conversationId: conversation, body });
  if (!answer.ok) throw new Error(`not sent: ${answer.failure.code}`);
}

async function conversations(page: Page): Promise<string[]> {
  const answer = await callBridge(page, 'history:conversations', { limit: 200 });
  if (!answer.ok) throw new Error(`no conversations: ${answer.failure.code}`);
  return answer.value.map(({ id }) => id);
}

/** Every message there is, oldest first. */
async function history(page: Page): Promise<Message[]> {
  const all: Message[] = [];
  for (const conversationId of (await conversations(page)).reverse()) {
    const thread: Message[] = [];
    for (;;) {
      const [first] = thread;
      const place = first && { kind: 'before' as const, messageId: first.id };
      const answer = await callBridge(page, 'history:messages', {
        conversationId,
        limit: 200,
        ...(place && { place }),
      });
      if (!answer.ok) throw new Error(`no messages: ${answer.failure.code}`);
      if (answer.value.length === 0) break;
      thread.unshift(...answer.value);
    }
    all.push(...thread);
  }
  return all;
}

async function outgoing(page: Page): Promise<Message[]> {
  return (await history(page)).filter(({ direction }) => direction === 'outgoing');
}

const textsOf = (messages: readonly Message[]): string[] => messages.map(({ body }) => body.text);

/** Electron's processes are one group: none of them gets to say a last word. */
function killAll(parley: Parley): void {
  const { pid } = parley.child;
  if (pid !== undefined) process.kill(-pid, 'SIGKILL');
}
