// After signing out nothing of the user is in memory any more, on a public computer before all: no password, no ticket, no threads.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SignInOptions } from './engine';
import { Desk, until } from './testing/desk';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let desk: Desk;
beforeEach(async () => void (desk = await Desk.open()));
afterEach(() => desk.close());

/** What the user signed in with: whatever keeps the account keeps it, and the other way round. */
async function signIn(): Promise<WeakRef<SignInOptions>> {
  const options: SignInOptions = {
    serverUrl: desk.service.url,
    method: 'forms',
    user: 'EXAMPLE\\dana',
    password: 'correct horse',
    isPublicComputer: true,
    availability: 'available',
    localeId: 1033,
  };
  await desk.engine.signIn(options);
  return new WeakRef(options);
}

async function isKept(options: WeakRef<SignInOptions>): Promise<boolean> {
  // A weak reference that was just made, or asked, holds until the turn is over.
  await new Promise((resolve) => setTimeout(resolve, 20));
  collectGarbage();
  return options.deref() !== undefined;
}

it('is left when the user has signed out', async () => {
  const options = await signIn();
  await desk.connected(['sip:lee@example.com']);
  expect(await isKept(options)).toBe(true);
  await desk.engine.signOut();
  await expect.poll(() => isKept(options), { timeout: 10_000 }).toBe(false);
});

it('is left but the numbers, which the next one goes on with', async () => {
  const { service, engine } = desk;
  const start = (): Promise<{ conversationId: string }> =>
    engine.startConversation({ to: ['sip:lee@example.com'], subject: '', body: { text: 'Hi' } });
  const rids = (): string[] => service.requests().map(({ rid }) => rid);
  await signIn();
  const first = await start();
  await engine.signOut();
  const { length } = rids();
  await signIn();
  const next = await start();
  expect(Number(next.conversationId.slice(1))).toBeGreaterThan(Number(first.conversationId.slice(1)));
  await until(() => rids().length > length + 1, 'the next requests');
  expect(new Set(rids()).size).toBe(rids().length);
});
