// What was typed or chosen outlives the place it was typed in.
import { expect } from './support/fixtures';
import { holdMethod } from './support/held-methods';
import { test } from './support/kept-profile';
import { callBridge, conversationWindow, dana, kim, lee, signIn } from './support/people';
import { press } from './support/pointer';

test('who was chosen to be invited stays chosen, and Ctrl+Enter or Enter in the empty field invites', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee, kim]);
  const kims = town.arrive(kim);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  town.arrive(lee).invite(dana, 'Is the blue crane free?');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(parley);
  await press(page.getByTestId('conversation-invite'));
  const dialog = page.getByRole('dialog');
  const to = dialog.getByTestId('invitation-to');
  await to.fill(kim.uri.slice('sip:'.length));
  await page.keyboard.press('Enter');
  await expect(dialog.getByTestId('invitation-chip')).toHaveCount(1);
  await to.pressSequentially('half a na');
  await page.mouse.click(5, 5);
  await expect(dialog).toHaveCount(0);
  await press(page.getByTestId('conversation-invite'));
  await expect(dialog.getByTestId('invitation-chip')).toHaveCount(1);
  await expect(to).toHaveValue('half a na');
  await to.fill('');
  await page.keyboard.press('Escape');
  if (await dialog.isVisible()) await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await press(page.getByTestId('conversation-invite'));
  await press(dialog.getByTestId('conversation-invite-cancel'));
  await press(page.getByTestId('conversation-invite'));
  await expect(dialog.getByTestId('invitation-chip')).toHaveCount(0);
  await to.fill(kim.uri.slice('sip:'.length));
  await page.keyboard.press('Enter');
  await expect(dialog.getByTestId('invitation-chip')).toHaveCount(1);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => kims.isConnected).toBe(true);
});

test('who was removed sees that it is over, cannot send, and takes along what was written', async ({
  launchParley,
  newTown,
}) => {
  test.setTimeout(90_000);
  const town = await newTown([dana, lee, kim]);
  town.arrive(lee);
  const kims = await launchParley();
  const kimsMain = await signIn(kims, town.url, kim);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  await callBridge(kimsMain, 'window:open-invitation', { to: [dana.uri, lee.uri] });
  const asking = await kims.window((page) => page.url().includes('#/invitation'));
  await asking.getByTestId('invitation-text').fill('Shift plan?');
  await asking.getByTestId('invitation-send').click();
  const id = (await main.getByTestId('invitation-card').getAttribute('data-conversation'))!;
  // As it comes there when the thread that it was written in has become part of this one.
  await callBridge(main, 'draft:save', { key: `subject:${id}`, value: 'Pump 3' });
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(parley);
  await page.locator('[data-testid=conversation][data-state=connected]').waitFor();
  await page.getByTestId('composer-text').fill('half a thought');
  const theirs = await conversationWindow(kims);
  await theirs.getByTestId('conversation-roster').click();
  await theirs.locator(`[data-testid=roster-person][data-uri="${dana.uri}"]`).getByTestId('roster-actions').click();
  await theirs.getByRole('menuitem', { name: 'Remove from the conference' }).click();
  await theirs.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();

  await expect(page.getByTestId('conversation-over')).toBeVisible();
  await expect(page.getByTestId('conversation-state')).toHaveText('Ended');
  await expect(page.getByTestId('conversation-mode')).toHaveText('Conference');
  await expect(page.getByTestId('composer-send')).toBeDisabled();
  await expect(page.getByTestId('composer-send')).toHaveAccessibleDescription(/Nobody gets/u);
  await press(page.getByTestId('conversation-roster'));
  await expect(page.getByTestId('roster')).not.toContainText('Presenter');
  await press(page.getByTestId('conversation-roster'));
  await expect(page.getByTestId('roster')).toHaveCount(0);
  const handing = await holdMethod(parley, 'draft:load', 'answer');
  await page.getByTestId('conversation-start-new').click({ timeout: 8_000 });
  await handing.asked();
  await page.getByTestId('composer-text').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' and more');
  await handing.release();
  const invitation = await parley.window((each) => each.url().includes('#/invitation'));
  await expect(invitation.getByTestId('invitation-text')).toHaveValue('half a thought');
  await expect(invitation.getByTestId('invitation-subject')).toHaveValue('Pump 3');
  await expect(page.getByTestId('composer-text')).toHaveValue('and more');
  await expect.poll(() => callBridge(main, 'draft:load', `subject:${id}`)).toEqual({ ok: true, value: '' });

  // What cannot be sent is half-written again where the conversation is shown, whichever window has sent it.
  const conversationId = (await page.getByTestId('conversation').getAttribute('data-conversation-id'))!;
  await page.getByTestId('composer-text').fill('half');
  const refused = await callBridge(main, 'conversation:send', { conversationId, body: { text: 'First of all' } });
  expect(refused.ok).toBe(false);
  await expect(page.getByTestId('composer-text')).toHaveValue('First of all\nhalf');
  await expect
    .poll(() => callBridge(main, 'draft:load', `conversation:${conversationId}`))
    .toEqual({ ok: true, value: 'First of all\nhalf' });
});
