// Parley by keyboard alone: every chord of the table of commands, in the windows that it is for.
import type { Page } from '@playwright/test';
import { commands } from '../src/shared/commands/commands';
import { expect } from './support/fixtures';
import { openHistory, test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, kim, lee, openInvitation, signIn } from './support/people';

const windowOf = (parley: Parley, view: string): Promise<Page> =>
  parley.window((candidate) => candidate.url().includes(`#/${view}`));

/** Which of Parley's windows has the keys. */
function focusedView(parley: Parley): Promise<string> {
  return parley.app.evaluate(({ BrowserWindow }) => {
    const url = BrowserWindow.getFocusedWindow()?.webContents.getURL() ?? '';
    return url.slice(url.indexOf('#'));
  });
}

const focusedTestId = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['testid']);

/** A key that closes the window: it is gone before the key is up again. */
async function pressLast(page: Page, keys: string): Promise<void> {
  await page.keyboard.press(keys).catch(() => undefined);
  await expect.poll(() => page.isClosed()).toBe(true);
}

test('the switcher goes to people, conversations and commands', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const resident = town.arrive(lee);

  // A person.
  await main.keyboard.press('Control+k');
  const field = main.getByTestId('switcher-text');
  await expect(field).toBeFocused();
  await main.keyboard.type('park');
  const options = main.getByTestId('switcher-option');
  await expect(options).toHaveCount(1);
  await expect(options.locator('mark')).toHaveText('Park');
  await expect(main.getByTestId('switcher-count')).toHaveText('1 result');
  await main.keyboard.press('Enter');
  const invitation = await windowOf(parley, 'invitation?to=');
  await expect(invitation.getByTestId('invitation-text')).toBeFocused();
  await expect(main.getByTestId('switcher')).toHaveCount(0);
  await invitation.keyboard.type('Is the crane free?');
  await pressLast(invitation, 'Control+Enter');
  const talk = await conversationWindow(parley);
  await talk.locator('[data-testid=conversation][data-state=connected]').waitFor();
  resident.say('Yes, until noon.');
  await expect(talk.getByTestId('message')).toHaveCount(2);

  // From the conversation: a command, by its name.
  await talk.keyboard.press('Control+k');
  await talk.keyboard.type('hist');
  await expect(talk.getByTestId('switcher-option').first()).toHaveAttribute('data-key', 'command:history');
  await talk.keyboard.press('Enter');
  const history = await windowOf(parley, 'history');
  await history.getByTestId('history').waitFor();

  // From the history: the conversation, which is the person's.
  await history.keyboard.press('Control+k');
  await expect(history.getByTestId('switcher-option').first()).toHaveAttribute('data-key', /^conversation:/u);
  await history.keyboard.type('lee');
  await expect(history.getByTestId('switcher-option').first()).toHaveAttribute('data-key', `person:${lee.uri}`);
  await history.keyboard.press('Enter');
  await expect.poll(() => focusedView(parley)).toMatch(/^#\/conversation/u);

  // Nobody: said, and nothing happens. The same chord closes it again.
  await talk.keyboard.press('Control+k');
  await talk.keyboard.type('nobody of that name');
  await expect(talk.getByTestId('switcher-count')).toHaveText('Nothing found');
  await talk.keyboard.press('Enter');
  await expect(talk.getByTestId('switcher')).toBeVisible();
  await talk.keyboard.press('Control+k');
  await expect(talk.getByTestId('switcher')).toHaveCount(0);
  await expect(talk.getByTestId('composer-text')).toBeFocused();
});
