// What waits to be read waits through kills and restarts, and is gone for good once it is read; a thread looks the same whenever
// its window opens.
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { kill, openHistory, signInAgain, signInToStay, test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, kim, lee, openInvitation } from './support/people';
import type { Page } from '@playwright/test';

/** Everything that was written is on disk when this comes back. */
async function unreadOnDisk(page: Page): Promise<number> {
  const answer = await callBridge(page, 'history:conversations', { limit: 50 });
  if (!answer.ok) throw new Error(answer.failure.code);
  return answer.value.reduce((sum, { unread }) => sum + unread, 0);
}

async function closeConversations(parley: Parley): Promise<void> {
  for (const page of parley.app.windows()) if (page.url().includes('#/conversation/')) await page.close();
}

async function read(parley: Parley, main: Page, name: string): Promise<Page> {
  await main.getByTestId('conversation-row').filter({ hasText: name }).click();
  const page = await conversationWindow(parley);
  await page.bringToFront();
  await page.getByTestId('conversation').waitFor();
  return page;
}

test('unread messages, missed invitations and missed calls outlive a kill, and are gone for good once read', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  test.setTimeout(120_000);
  void keyStore;
  const town = await newTown([dana, lee, kim]);
  const launch = (): Promise<Parley> => launchParley({ userData: profile, args: KeyStore.args });
  const first = await launch();
  const main = await signInToStay(first, town.url, dana);
  const [lees, kims] = [town.arrive(lee), town.arrive(kim)];
  lees.invite(dana, 'Is the blue crane free?');
  await main.getByTestId('invitation-accept').click();
  await expect.poll(() => lees.isConnected).toBe(true);
  const conversation = await conversationWindow(first);
  await expect(conversation.getByTestId('system-line').last()).toHaveText('You are connected');
  await conversation.bringToFront();
  await expect(main.getByTestId('conversation-row').locator('.badge')).toHaveCount(0);
  await closeConversations(first);
  lees.say('one');
  lees.say('two');
  // Without a word, so that nothing but the invitation itself can be missed.
  kims.invite(dana, ' ');
  await main.getByTestId('invitation-card').waitFor();
  kims.leave();
  const hangUp = town.ring(lee, dana, 'Urgent load');
  await main.getByTestId('call-card').waitFor();
  hangUp();
  const rows = main.getByTestId('conversation-row');
  await expect(rows.filter({ hasText: 'Lee Park' }).locator('.badge')).toContainText('2');
  await expect(rows.filter({ hasText: 'Kim Okafor' })).toContainText('Missed');
  await expect(main.getByTestId('missed-call')).toContainText('Lee Park');
  // One rings while the program dies: nobody has answered it.
  town.ring(kim, dana, '');
  await expect(main.getByTestId('call-card')).toContainText('Kim Okafor');
  expect(await unreadOnDisk(main)).toBeGreaterThan(3);
  await kill(first);

  const second = await launch();
  const again = await signInAgain(second);
  await expect(again.getByTestId('missed-call')).toHaveCount(2);
  await expect(again.getByTestId('conversation-row').filter({ hasText: 'Kim Okafor' })).toContainText('Missed');
  const lees2 = again.getByTestId('conversation-row').filter({ hasText: 'Lee Park' });
  await expect(lees2.locator('.badge')).toContainText('2');
  const thread = await read(second, again, 'Lee Park');
  await expect(thread.getByTestId('message-text')).toHaveText(['Is the blue crane free?', 'one', 'two']);
  await expect(thread.getByTestId('system-line').first()).toHaveText('You are connected');
  await expect(thread.getByTestId('system-line').last()).toContainText('connection was lost');
  await expect(lees2.locator('.badge')).toHaveCount(0);
  await closeConversations(second);
  await read(second, again, 'Kim Okafor');
  await expect(again.getByTestId('conversation-row').locator('.badge')).toHaveCount(0);
  await again.getByTestId('missed-call-seen').first().click();
  await expect(again.getByTestId('missed-call')).toHaveCount(1);
  await again.getByTestId('missed-call-reply').click();
  await expect(again.getByTestId('missed-call')).toHaveCount(0);
  await expect.poll(() => unreadOnDisk(again)).toBe(0);
  await kill(second);

  const third = await launch();
  const last = await signInAgain(third);
  const history = await openHistory(third);
  const kept = history.getByTestId('history-conversation');
  await expect(kept).toHaveCount(4);
  await expect(kept.filter({ hasText: 'Missed call' })).toHaveCount(2);
  await expect(kept.filter({ has: history.getByText('Missed', { exact: true }) })).toContainText('Kim Okafor');
  await expect(last.getByTestId('conversation-row')).toHaveCount(2);
  await expect(last.getByTestId('conversation-row').locator('.badge')).toHaveCount(0);
  await expect(last.getByTestId('missed-call')).toHaveCount(0);
});

test('who came, left and could not be invited stands in the thread, now and later', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  test.setTimeout(120_000);
  void keyStore;
  const town = await newTown([dana, lee, kim]);
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  await signInToStay(first, town.url, dana);
  town.arrive(lee);
  const invitation = await openInvitation(first, lee.uri);
  await invitation.getByTestId('invitation-text').fill('A word?');
  await invitation.getByTestId('invitation-send').click();
  const page = await conversationWindow(first);
  await page.locator('[data-testid=conversation][data-state=connected]').waitFor();

  await page.getByTestId('conversation-invite').click();
  await page.getByRole('dialog').getByRole('combobox').fill('kim@example.com');
  await page.keyboard.press('Enter');
  await page.getByTestId('conversation-invite-send').click();
  const failed = page.locator('[data-testid=system-line][data-kind=invite-failed]');
  await expect(failed).toContainText('Kim Okafor could not be invited: not online now.');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByTestId('conversation')).toHaveAttribute('data-state', 'connected');

  const kims = town.arrive(kim);
  await failed.getByTestId('invite-again').click();
  await expect(page.getByTestId('system-line').filter({ hasText: 'Kim Okafor joined' })).toBeVisible();
  await expect(failed.getByTestId('invite-again')).toHaveCount(0);
  kims.leave();
  await expect(page.getByTestId('system-line').filter({ hasText: 'Kim Okafor left' })).toBeVisible();

  const lines = await page.getByTestId('system-line').allInnerTexts();
  expect(lines).toHaveLength(6);
  const id = await page.getByTestId('conversation').getAttribute('data-conversation-id');
  await page.close();
  const main = await first.mainWindow();
  await callBridge(main, 'window:open-conversation', { conversationId: id! });
  const reopened = await conversationWindow(first);
  await expect(reopened.getByTestId('system-line')).toHaveCount(6);
  expect(await reopened.getByTestId('system-line').allInnerTexts()).toEqual(lines);
  await first.close();

  const second = await launchParley({ userData: profile, args: KeyStore.args });
  const again = await signInAgain(second);
  await callBridge(again, 'window:open-conversation', { conversationId: id! });
  const later = await conversationWindow(second);
  await expect(later.getByTestId('system-line')).toHaveCount(7);
  const told = await later.getByTestId('system-line').allInnerTexts();
  expect(told.slice(0, 6).map((line) => line.split('\n')[0])).toEqual(lines.map((line) => line.split('\n')[0]));
  const history = await openHistory(second);
  await history.getByTestId('history-conversation').click();
  await expect(history.getByTestId('system-line')).toHaveCount(7);
});
