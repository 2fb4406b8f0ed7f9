// How long an invitation rings: then it is missed, and whoever comes back in time still answers it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './support/fixtures';
import { test } from './support/kept-profile';
import { conversationWindow, dana, kim, lee, signIn } from './support/people';
import { press } from './support/pointer';

const ringFor = (profile: string, ringSeconds: number): void =>
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ ringSeconds }));

test('an invitation that rang long enough is missed with its subject, and is answered by writing while they still wait', async ({
  launchParley,
  newTown,
  notifications,
  profile,
}) => {
  ringFor(profile, 2);
  const town = await newTown([dana, lee]);
  const lees = town.arrive(lee);
  const parley = await launchParley({ userData: profile });
  const main = await signIn(parley, town.url, dana);

  lees.invite(dana, 'Is noon fine?', 'Delivery slot');
  await main.getByTestId('invitation-card').waitFor();
  await expect.poll(() => notifications.find('Is noon fine?')).toBeDefined();
  const shown = notifications.find('Is noon fine?');
  await expect(main.getByTestId('invitation-card')).toHaveCount(0);
  await expect.poll(() => notifications.withdrawn).toContain(shown?.id);
  // Nobody has declined.
  expect(lees.failures).toEqual([]);

  const row = main.getByTestId('conversation-row').filter({ hasText: 'Lee Park' });
  await expect(row).toContainText(/missed/iu);
  await press(row);
  const page = await conversationWindow(parley);
  await expect(page.getByTestId('conversation-subject')).toHaveText('Delivery slot');
  await expect(page.locator('[data-testid=system-line][data-kind=missed]')).toHaveText(
    'You did not answer this invitation',
  );

  await page.keyboard.type('Noon is fine.');
  await page.keyboard.press('Enter');
  await expect.poll(() => lees.heard).toEqual(['Noon is fine.']);
  expect(lees.isConnected).toBe(true);
  await expect(page.locator('[data-testid=conversation][data-state=connected]')).toBeVisible();
});

test('how long it rings is chosen with the keyboard in the settings, and one that was taken back stays missed', async ({
  launchParley,
  newTown,
  profile,
}) => {
  ringFor(profile, 1);
  const town = await newTown([dana, kim]);
  const kims = town.arrive(kim);
  const parley = await launchParley({ userData: profile });
  const main = await signIn(parley, town.url, dana);

  kims.invite(dana, 'Anybody there?', 'Night shift');
  await main.getByTestId('invitation-card').waitFor();
  await expect(main.getByTestId('invitation-card')).toHaveCount(0);
  const row = main.getByTestId('conversation-row').filter({ hasText: 'Kim Okafor' });
  await expect(row).toContainText(/missed/iu);
  kims.leave();
  await expect(row).toContainText(/missed/iu);

  await main.getByTestId('main-menu').focus();
  await main.keyboard.press('Enter');
  await main.getByRole('menu').waitFor();
  await main.keyboard.type('Settings');
  await main.keyboard.press('Enter');
  const settings = await parley.window((page) => page.url().includes('#/settings'));
  await expect(settings.getByTestId('settings-search')).toBeFocused();
  await settings.keyboard.type('rings');
  await settings.keyboard.press('Enter');
  const ringing = settings.getByTestId('setting-ringSeconds');
  await expect(ringing).toContainText('1 second');
  await expect(ringing).toBeFocused();
  await settings.keyboard.press('Enter');
  await settings.getByRole('option', { name: '3 minutes' }).waitFor();
  await expect(settings.locator('[role=option]:focus')).toHaveCount(1);
  await settings.keyboard.press('Home');
  await expect(settings.getByRole('option').first()).toBeFocused();
  await settings.keyboard.press('Enter');
  await expect(ringing).toContainText('30 seconds');
});
