// The test function for what has to outlive a Parley: a profile that several Parleys use one after another, people to talk with, and a
// server whose answers are held back.
import type { Page } from '@playwright/test';
import { once } from 'node:events';
import type { PersonRecord } from '../../src/server/memory/directory/person-record';
import { test as base } from './fixtures';
import { HeldCommands } from './held-commands';
import type { Parley } from './launch';
import { callBridge, signIn } from './people';
import { startTown, type Town } from './town';

export interface KeptProfile {
  readonly profile: string;
  readonly newTown: (people: readonly PersonRecord[]) => Promise<Town>;
  /** Stands before the server at this address. */
  readonly before: (target: string) => Promise<HeldCommands>;
}

export const test = base.extend<KeptProfile>({
  profile: ({ newFolder }, use) => use(newFolder('parley-profile-')),
  newTown: async ({}, use) => {
    const towns: Town[] = [];
    await use(async (people) => {
      const town = await startTown(people);
      towns.push(town);
      return town;
    });
    await Promise.all(towns.map((town) => town.stop()));
  },
  before: async ({}, use) => {
    const started: HeldCommands[] = [];
    await use(async (target) => {
      const held = await HeldCommands.before(target);
      started.push(held);
      return held;
    });
    await Promise.all(started.map((each) => each.stop()));
  },
});

/** With the password remembered, for those that come after. */
export async function signInToStay(parley: Parley, url: string, person: PersonRecord): Promise<Page> {
  await (await parley.mainWindow()).getByTestId('signin-remember').check();
  return signIn(parley, url, person);
}

/** With what an earlier Parley remembered. */
export async function signInAgain(parley: Parley): Promise<Page> {
  const page = await parley.mainWindow();
  await page.getByTestId('signin-submit').click();
  await page.getByTestId('contacts').waitFor();
  return page;
}

export async function openHistory(parley: Parley): Promise<Page> {
  await callBridge(await parley.mainWindow(), 'window:open-history', undefined);
  const page = await parley.window((candidate) => candidate.url().includes('#/history'));
  await page.getByTestId('history').waitFor();
  return page;
}

/** Electron's processes are one group: none of them gets to say a last word. */
export async function kill({ child }: Parley): Promise<void> {
  const ended = once(child, 'exit');
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  await ended;
}
