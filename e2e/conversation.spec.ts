// The main job, by two people on one server: sign in, invite, be invited, converse, leave.
import { expect, test } from './support/fixtures';
import { conversationWindow, dana, kim, lee, openInvitation, signIn } from './support/people';

test('Dana invites Lee in bold blue, they talk, Lee leaves', async ({ launchParley, startServer, notifications }) => {
  const { url } = await startServer([dana, lee, kim], ['--poll-wait', '100']);
  const danas = await launchParley();
  const lees = await launchParley();
  const danaMain = await signIn(danas, url, dana);
  await signIn(lees, url, lee);
  await expect(danaMain.getByTestId('self-name')).toHaveText('Dana Reyes');
  const leeRow = danaMain.locator('[data-testid=contact-row][data-uri="sip:lee@example.com"]');
  await expect(leeRow).toContainText('Lee Park');
  await expect(leeRow).toContainText('Available');

  const invitation = await openInvitation(danas, 'sip:lee@example.com');
  await expect(invitation.getByTestId('invitation-chip')).toContainText('Lee Park');
  await invitation.getByTestId('invitation-subject').fill('Delivery slot');
  await invitation.getByTestId('format-bold').click();
  await invitation.getByTestId('format-color').click();
  await invitation.locator('[data-testid=format-color-option][data-color="#0000ff"]').click();
  await invitation.getByTestId('invitation-text').fill('Is the dock free at noon?');
  await invitation.getByTestId('invitation-send').click();

  await expect.poll(() => notifications.find('Dana Reyes')).toBeTruthy();
  const toast = notifications.find('Dana Reyes')!;
  expect(toast.title).toBe('Dana Reyes wants to talk');
  expect(toast.body).toBe('Delivery slot\nIs the dock free at noon?');
  expect(toast.actions).toHaveProperty('default');
  await notifications.invokeAction(toast.id);

  const lee1 = await conversationWindow(lees);
  await lee1.getByTestId('conversation-accept').click();
  const received = lee1.getByTestId('message-text').first();
  await expect(received).toHaveText('Is the dock free at noon?');
  await expect(received).toHaveCSS('font-weight', '700');
  await expect(received).toHaveCSS('color', 'rgb(0, 0, 255)');
  await expect(lee1.getByTestId('conversation-subject')).toHaveText('Delivery slot');

  const dana1 = await conversationWindow(danas);
  await expect(dana1.getByTestId('message')).toHaveAttribute('data-delivery', /sent|confirmed/);
  const text = '  0012 <b>yes</b> ]]> &amp; שלום 👍\nsecond line';
  await lee1.getByTestId('composer-text').fill(text);
  await expect(dana1.getByTestId('typing')).toContainText('Lee Park');
  await lee1.getByTestId('composer-send').click();
  const answer = dana1.locator('[data-testid=message][data-direction=incoming]').getByTestId('message-text');
  await expect.poll(() => answer.evaluate((element) => (element as HTMLElement).textContent)).toBe(text);
  await expect(dana1.getByTestId('typing')).toHaveCount(0);

  await dana1.getByTestId('composer-text').pressSequentially('Perfect');
  await expect(lee1.getByTestId('typing')).toContainText('Dana Reyes');
  await dana1.keyboard.press('Enter');
  await expect(lee1.getByTestId('message')).toHaveCount(3);
  await expect(lee1.getByTestId('message').nth(2)).toContainText('Perfect');

  await lee1.getByTestId('conversation-leave').click();
  await expect(dana1.getByTestId('system-line').filter({ hasText: 'Lee Park left' })).toBeVisible();
  await expect(dana1.getByTestId('conversation')).toHaveAttribute('data-state', 'ended');
});

test('Lee declines on the card', async ({ launchParley, startServer }) => {
  const { url } = await startServer([dana, lee], ['--poll-wait', '100']);
  const danas = await launchParley();
  const lees = await launchParley();
  await signIn(danas, url, dana);
  const leeMain = await signIn(lees, url, lee);
  const invitation = await openInvitation(danas, 'sip:lee@example.com');
  await invitation.getByTestId('invitation-text').fill('Got a minute?');
  await invitation.getByTestId('invitation-send').click();
  await expect(leeMain.getByTestId('invitation-card')).toContainText('Got a minute?');
  await leeMain.getByTestId('invitation-decline').click();
  await expect(leeMain.getByTestId('invitation-card')).toHaveCount(0);
  // Nothing about it is left to read.
  await expect(leeMain.getByTestId('conversation-row')).toContainText('You declined');
  const dana1 = await conversationWindow(danas);
  await expect(dana1.getByTestId('conversation')).toHaveAttribute('data-state', 'ended');
  await expect(dana1.getByTestId('system-line').last()).toContainText(/declined/);
});
