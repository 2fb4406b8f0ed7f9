// The people of a conference in its window: who is there, who is only asked, and what is done about them.
import type { Page } from '@playwright/test';
import { expect } from './support/fixtures';
import { test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, kim, lee, signIn } from './support/people';
import { press } from './support/pointer';

const inRoster = (page: Page, uri: string) => page.locator(`[data-testid=roster-person][data-uri="${uri}"]`);
const entry = (page: Page, name: string) =>
  page.getByRole('menu').locator('[role^=menuitem]').filter({ hasText: name });

/** Dana's window of a conversation with these, its list of people open where there is one. */
async function beginWith(parley: Parley, main: Page, to: readonly string[]): Promise<Page> {
  await callBridge(main, 'window:open-invitation', { to: [...to] });
  const invitation = await parley.window((page) => page.url().includes('#/invitation'));
  await invitation.getByTestId('invitation-text').fill('Shift plan?');
  await invitation.getByTestId('invitation-send').click();
  const page = await conversationWindow(parley);
  await page.locator('[data-testid=conversation][data-state=connected]').waitFor();
  return page;
}

test('who is removed from a conference by the mouse is out of it', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee, kim]);
  const [, kims] = [town.arrive(lee), town.arrive(kim)];
  const parley = await launchParley();
  const page = await beginWith(parley, await signIn(parley, town.url, dana), [lee.uri, kim.uri]);
  await press(page.getByTestId('conversation-roster'));
  await expect(page.getByTestId('roster-person')).toHaveCount(2);
  await expect.poll(() => kims.isConnected).toBe(true);

  await press(inRoster(page, kim.uri).getByTestId('roster-actions'));
  await press(entry(page, 'Remove from the conference'));
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Remove Kim Okafor?');
  await press(question.getByRole('button', { name: 'Cancel' }));
  await expect(inRoster(page, kim.uri).getByTestId('roster-actions')).toBeFocused();
  expect(kims.isConnected).toBe(true);

  await page.keyboard.press('Enter');
  await press(entry(page, 'Remove from the conference'));
  await press(question.getByRole('button', { name: 'Remove' }));
  await expect.poll(() => kims.isConnected).toBe(false);
  await expect(inRoster(page, kim.uri)).toHaveCount(0);
  await expect(page.getByTestId('system-line').filter({ hasText: 'You removed Kim Okafor' })).toBeVisible();
  await expect(page.getByTestId('system-line').filter({ hasText: 'Kim Okafor left' })).toHaveCount(0);
  // Each of them had come, the first as well.
  for (const { name } of [lee, kim])
    await expect(page.getByTestId('system-line').filter({ hasText: `${name} joined` })).toHaveCount(1);
  // The keyboard is still in the list.
  await expect(page.getByTestId('roster')).toBeFocused();
});

test('who is asked and has not come is shown as invited, and an address that nobody has is said to be unknown', async ({
  launchParley,
  newTown,
}) => {
  const sam = { ...kim, uri: 'sip:sam@example.com', user: 'EXAMPLE\\sam', name: 'Sam Roth' };
  const town = await newTown([dana, lee, kim, sam]);
  town.arrive(lee);
  const kims = town.arrive(kim, true);
  town.arrive(sam, true);
  const parley = await launchParley();
  const page = await beginWith(parley, await signIn(parley, town.url, dana), [lee.uri, kim.uri]);
  await press(page.getByTestId('conversation-roster'));
  await expect(inRoster(page, lee.uri)).not.toContainText('Invited');
  await expect(inRoster(page, kim.uri)).toContainText('Invited, not here yet');
  await expect(page.getByTestId('conversation-mode')).toHaveText(/2 people\s*·\s*Invited: Kim Okafor/u);

  // Others are asked in: one who does not answer, and an address with a slip in it.
  const invite = async (text: string): Promise<void> => {
    await press(page.getByTestId('conversation-invite'));
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').fill(text);
    await page.keyboard.press('Enter');
    await press(dialog.getByTestId('conversation-invite-send'));
    await expect(dialog).toHaveCount(0);
  };
  await invite(sam.uri);
  await expect(inRoster(page, sam.uri)).toContainText('Invited, not here yet');
  await expect(page.getByTestId('conversation-awaited')).toHaveText('Invited: Kim Okafor and Sam Roth');
  await invite('sip:samm@example.com');
  const unknown = page.getByTestId('system-line').filter({ hasText: 'samm@example.com' });
  await expect(unknown).toContainText('the server does not know this address');
  await expect(unknown.getByTestId('invite-again')).toHaveCount(0);
  await expect(inRoster(page, 'sip:samm@example.com')).toHaveCount(0);

  kims.accept();
  await expect(inRoster(page, kim.uri)).not.toContainText('Invited');
  await expect(page.getByTestId('system-line').filter({ hasText: 'Kim Okafor joined' })).toBeVisible();
  await expect(page.getByTestId('conversation-mode')).toHaveText(/3 people\s*·\s*Invited: Sam Roth/u);

  await press(inRoster(page, sam.uri).getByTestId('roster-actions'));
  await expect(entry(page, 'Make presenter')).toHaveCount(0);
  await press(entry(page, 'Withdraw the invitation'));
  await expect(inRoster(page, sam.uri)).toHaveCount(0);
  await expect(page.getByTestId('conversation-awaited')).toHaveCount(0);
  await expect(page.getByTestId('system-line').filter({ hasText: 'Sam Roth left' })).toHaveCount(0);
});
