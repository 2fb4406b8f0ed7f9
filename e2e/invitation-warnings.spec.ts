// What the dialog of an invitation says of whom it goes to, and the way to what was said with them before.
import type { Page } from '@playwright/test';
import type { PersonRecord } from '../src/server/memory/directory/person-record';
import { accessibilityProblems } from './support/accessibility';
import { expect } from './support/fixtures';
import { fillHistory } from './support/fill-history';
import { KeyStore } from './support/key-store';
import { signInAgain, signInToStay, test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, kim, lee, openInvitation, signIn } from './support/people';
import { press } from './support/pointer';

const sam: PersonRecord = { ...kim, uri: 'sip:sam@example.com', user: 'EXAMPLE\\sam', name: 'Sam Roth' };
const warning = (page: Page, kind: string) =>
  page.getByTestId('invitation-reach').locator(`.warning[data-kind="${kind}"]`);

async function choose(page: Page, person: PersonRecord): Promise<void> {
  await page.getByTestId('invitation-to').fill(person.uri.slice('sip:'.length));
  await page.keyboard.press('Enter');
  await page.locator(`[data-testid=invitation-chip][data-uri="${person.uri}"]`).waitFor();
}

test('says in words who may not see it, as their presence changes, and keeps nobody from sending', async ({
  launchParley,
  newTown,
}) => {
  test.setTimeout(90_000);
  const town = await newTown([dana, lee, kim, sam]);
  const lees = town.arrive(lee);
  const sams = town.arrive(sam);
  const parley = await launchParley();
  await signIn(parley, town.url, dana);
  const page = await openInvitation(parley, lee.uri);
  await page.getByTestId('invitation-text').click();
  await page.keyboard.type('Is noon fine?');
  await expect(page.getByTestId('invitation-reach')).toHaveRole('status');
  await expect(page.getByTestId('invitation-reach')).toBeEmpty();

  lees.show('do-not-disturb');
  const disturbs = warning(page, 'do-not-disturb');
  await expect(disturbs).toHaveText('Lee Park is not to be disturbed and may not see this now.');
  await choose(page, kim);
  await expect(warning(page, 'offline')).toHaveText('Kim Okafor is offline and cannot be reached now.');
  await choose(page, sam);
  sams.show('do-not-disturb');
  // Of whom the server does not tell by itself it is asked again from time to time.
  await expect(disturbs).toHaveText('Lee Park and Sam Roth are not to be disturbed and may not see this now.', {
    timeout: 30_000,
  });
  await expect(page.getByTestId('invitation-reach').locator('.warning')).toHaveCount(2);
  expect(await accessibilityProblems(page)).toEqual([]);
  lees.show('online');
  await expect(disturbs).toHaveText('Sam Roth is not to be disturbed and may not see this now.');
  await press(page.getByRole('button', { name: 'Remove Kim Okafor' }));
  await expect(warning(page, 'offline')).toHaveCount(0);

  // Nothing typed is lost by any of it, and it can be sent all the same.
  await expect(page.getByTestId('invitation-text')).toHaveValue('Is noon fine?');
  await page.getByTestId('invitation-text').focus();
  // Sent, the window closes before it can say that the keys are up.
  await page.keyboard.press('Control+Enter').catch(() => undefined);
  await expect.poll(() => lees.heard).toEqual(['Is noon fine?']);
});

test('says who is blocked, and of whom nothing is known', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee, kim]);
  town.arrive(lee);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  await callBridge(main, 'contact:set-access', { uri: lee.uri, level: 'blocked' });
  const page = await openInvitation(parley, lee.uri);
  await expect(warning(page, 'blocked')).toContainText('You have blocked Lee Park.');
  // Somebody of another organisation, of whom this server never tells.
  await choose(page, { ...kim, uri: 'sip:jo@example.org' });
  await expect(warning(page, 'unknown')).toHaveText('Nothing is known of whether jo@example.org can be reached now.');
  await callBridge(main, 'contact:set-access', { uri: lee.uri, level: 'team' });
  await expect(warning(page, 'blocked')).toHaveCount(0);
});

/** One conversation with Lee, about something, that is over. */
async function talkedBefore(parley: Parley, main: Page): Promise<void> {
  const body = { text: 'The crane is ours' };
  const begun = await callBridge(main, 'conversation:start', { to: [lee.uri], subject: 'Blue crane', body });
  if (!begun.ok) throw new Error(begun.failure.code);
  const { conversationId } = begun.value;
  await callBridge(main, 'window:open-conversation', { conversationId });
  const page = await conversationWindow(parley);
  await page.locator('[data-testid=conversation][data-state=connected]').waitFor();
  await callBridge(main, 'conversation:leave', { conversationId });
  await page.locator('[data-testid=conversation][data-state=ended]').waitFor();
  await page.close();
}

test('leads to what was said before with somebody, beside the dialog, and nothing typed is lost', async ({
  launchParley,
  newTown,
  keyStore,
  profile,
}) => {
  void keyStore;
  const town = await newTown([dana, lee, kim]);
  town.arrive(lee);
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signIn(parley, town.url, dana);
  await talkedBefore(parley, main);

  await callBridge(main, 'window:open-invitation', { to: [] });
  const page = await parley.window((candidate) => candidate.url().includes('#/invitation'));
  await page.getByTestId('invitation-text').click();
  await page.keyboard.type('half a thought');
  await choose(page, kim);
  await choose(page, lee);
  const earlier = page.getByTestId('invitation-earlier');
  await expect(earlier).toHaveCount(1);
  await expect(earlier).toContainText('Earlier with Lee Park');
  await expect(earlier).toContainText('Blue crane');
  expect(await accessibilityProblems(page)).toEqual([]);
  await press(earlier);
  const thread = await conversationWindow(parley);
  await expect(thread.getByTestId('message-text').first()).toHaveText('The crane is ours');
  await expect(page.getByTestId('invitation-text')).toHaveValue('half a thought');
  await expect(page.getByTestId('invitation-chip')).toHaveCount(2);
});

test('what was said before with one alone is not a later conference with them among others', async ({
  launchParley,
  newTown,
  keyStore,
  profile,
}) => {
  void keyStore;
  const town = await newTown([dana, lee, kim]);
  town.arrive(lee);
  town.arrive(kim);
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signIn(parley, town.url, dana);
  await talkedBefore(parley, main);
  const body = { text: 'All of you at noon' };
  const to = [lee.uri, kim.uri];
  expect(await callBridge(main, 'conversation:start', { to, subject: 'Noon', body })).toMatchObject({ ok: true });
  const kept = async (): Promise<number> => {
    const answer = await callBridge(main, 'history:conversations', { person: kim.uri, limit: 1 });
    return answer.ok ? answer.value.length : 0;
  };
  await expect.poll(kept).toBe(1);
  await callBridge(main, 'window:open-invitation', { to });
  const page = await parley.window((candidate) => candidate.url().includes('#/invitation'));
  const earlier = page.getByTestId('invitation-earlier');
  await expect(earlier).toContainText(['Blue crane']);
  await expect(earlier).toHaveCount(1);
  await press(earlier);
  await expect((await conversationWindow(parley)).getByTestId('message-text').first()).toHaveText('The crane is ours');
});

test('leads to the thread itself also where that was long ago, as the history does', async ({
  launchParley,
  newTown,
  keyStore,
  profile,
}) => {
  void keyStore;
  const town = await newTown([dana, lee]);
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  await signInToStay(first, town.url, dana);
  await fillHistory(first, profile, 3, 40);
  await first.close();
  const parley = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInAgain(parley);
  await expect(main.getByTestId('conversation-row').filter({ hasText: lee.name })).toHaveCount(0);
  await callBridge(main, 'window:open-invitation', { to: [lee.uri] });
  const page = await parley.window((candidate) => candidate.url().includes('#/invitation'));
  await press(page.getByTestId('invitation-earlier'));
  const thread = await conversationWindow(parley);
  await expect(thread.getByTestId('message-text').last()).toHaveText('Message 2 of a long year');
  await parley.close();
});

test('offers no earlier talk where no history is kept', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee]);
  town.arrive(lee);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  await talkedBefore(parley, main);
  await callBridge(main, 'window:open-invitation', { to: [lee.uri] });
  const page = await parley.window((candidate) => candidate.url().includes('#/invitation'));
  await page.getByTestId('invitation-chip').waitFor();
  await expect(page.getByTestId('invitation-earlier')).toHaveCount(0);
});

test('those who are asked into a running conversation are told likewise', async ({ launchParley, newTown }) => {
  test.setTimeout(90_000);
  const town = await newTown([dana, lee, kim, sam]);
  const lees = town.arrive(lee);
  const sams = town.arrive(sam);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  lees.invite(dana, 'Is noon fine?');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(parley);
  await press(page.getByTestId('conversation-invite'));
  const dialog = page.getByRole('dialog');
  await dialog.getByTestId('invitation-to').fill('lee');
  await expect(dialog).toContainText('Lee Park is in the conversation or has been asked already.');
  await choose(page, sam);
  await expect(dialog.getByTestId('invitation-reach').locator('.warning')).toHaveCount(0);
  sams.show('do-not-disturb');
  await expect(warning(page, 'do-not-disturb')).toContainText('Sam Roth is not to be disturbed', { timeout: 30_000 });
  await choose(page, kim);
  await expect(warning(page, 'offline')).toContainText('Kim Okafor is offline');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => sams.isConnected).toBe(true);
  await press(page.getByTestId('conversation-roster'));
  await expect(page.locator(`[data-testid=roster-absent][data-uri="${kim.uri}"]`)).toContainText('Not online');
});
