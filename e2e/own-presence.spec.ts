// What one says of oneself: who set it, until when, and what a locked screen makes of it.
import { accessibilityProblems } from './support/accessibility';
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { kill, signInAgain, signInToStay, test } from './support/kept-profile';
import { callBridge, dana, kim, lee, signIn } from './support/people';
import { press } from './support/pointer';
import { openSettings } from './support/settings';

test('a note goes at its time, “Do not disturb” ends, and what was set is taken back', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const availability = main.getByTestId('availability-menu');
  const menu = main.getByRole('menu');

  await press(main.getByTestId('note'));
  await main.keyboard.type('Stock-taking');
  await main.keyboard.press('Enter');
  await expect(main.getByTestId('note')).toContainText('Stock-taking');
  await press(main.getByTestId('note-until'));
  await press(main.getByRole('menuitem', { name: 'For an hour' }));
  await expect(main.getByTestId('note-until')).toContainText('until');
  // By keys back to a note that stays.
  await main.getByTestId('note-until').focus();
  await main.keyboard.press('Enter');
  await expect(menu).toBeVisible();
  await main.keyboard.press('Home');
  await main.keyboard.press('Enter');
  await expect(main.getByTestId('note-until')).not.toContainText('until');

  await press(availability);
  await expect(menu).toContainText('set at sign-in');
  await press(main.getByRole('menuitem', { name: 'Do not disturb for a time' }));
  await press(main.getByRole('menuitem', { name: 'For 30 minutes' }));
  await expect(availability).toHaveAttribute('data-availability', 'do-not-disturb');
  await expect(availability).toContainText('Do not disturb · until');
  await expect(availability).toHaveAccessibleName(/Do not disturb · until/u);
  await press(availability);
  await expect(menu).toContainText('set here · until');
  await press(main.getByRole('menuitemradio', { name: 'Reset to automatic' }));
  await expect(availability).toHaveAttribute('data-availability', 'available');
  await expect(availability).not.toContainText('until');

  // At another place.
  const elsewhere = town.arrive(dana);
  elsewhere.show('busy');
  await expect(availability).toHaveAttribute('data-availability', 'busy');
  await press(availability);
  await expect(menu).toContainText('set at another place · signed in at 2 places');
  await main.keyboard.press('Escape');
  elsewhere.goAway();
});

test('a locked screen counts as idle at once', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const availability = main.getByTestId('availability-menu');
  await expect(availability).toHaveAttribute('data-availability', 'available');
  await parley.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'));
  await expect(availability).toHaveAttribute('data-availability', 'inactive');
  await parley.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('unlock-screen'));
  await expect(availability).toHaveAttribute('data-availability', 'available');

  // Where somebody does not want that, the time without input counts alone.
  const settings = await openSettings(parley, 'presence');
  await settings.getByTestId('setting-lockCountsAsIdle').click();
  await expect(settings.getByTestId('setting-lockCountsAsIdle')).not.toBeChecked();
  await parley.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'));
  // Whatever was told then is known before this is.
  await callBridge(main, 'self:set-note', 'In the stacks');
  await expect(main.getByTestId('note')).toContainText('In the stacks');
  await expect(availability).toHaveAttribute('data-availability', 'available');
  await settings.getByTestId('setting-lockCountsAsIdle').click();
  await expect(availability).toHaveAttribute('data-availability', 'inactive');
});

test('a half-written note is told to nobody before it is saved, and stays where it was left', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([
    { ...dana, contacts: [lee.uri] },
    { ...lee, contacts: [dana.uri] },
  ]);
  const parley = await launchParley();
  const lees = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const others = await signIn(lees, town.url, lee);
  const seen = others.locator(`[data-testid=contact-row][data-uri="${dana.uri}"]`);
  const input = main.getByTestId('note-input');
  const left = main.getByTestId('note-left');
  const busy = async (availability: 'busy' | 'available'): Promise<void> => {
    // Whatever was told before is seen when this is.
    await callBridge(main, 'self:set-availability', availability);
    await expect(seen).toContainText(availability === 'busy' ? 'Busy' : 'Available');
  };

  await press(main.getByTestId('note'));
  await main.keyboard.type('Away from my');
  await press(main.getByTestId('contacts-search'));
  await expect(input).toHaveValue('Away from my');
  await expect(left).toHaveText('Not saved yet');
  expect(await accessibilityProblems(main)).toEqual([]);
  await busy('busy');
  await expect(seen).not.toContainText('Away from my');

  // A menu takes the keyboard as well.
  await press(input);
  await expect(left).toHaveText('');
  await press(main.getByTestId('availability-menu'));
  await main.keyboard.press('Escape');
  await expect(input).toHaveValue('Away from my');
  await busy('available');
  await expect(seen).not.toContainText('Away from my');

  await press(input);
  await main.keyboard.press('End');
  await main.keyboard.type(' desk');
  await press(main.getByTestId('note-save'));
  await expect(main.getByTestId('note')).toContainText('Away from my desk');
  await expect(main.getByTestId('note')).toBeFocused();
  await expect(seen).toContainText('Away from my desk');

  // Given up it is as it was, by keys or by the button; and nothing is left open where nothing was written.
  for (const giveUp of [() => main.keyboard.press('Escape'), () => press(main.getByTestId('note-give-up'))]) {
    await press(main.getByTestId('note'));
    await main.keyboard.type('Something else');
    await giveUp();
    await expect(main.getByTestId('note')).toContainText('Away from my desk');
  }
  await press(main.getByTestId('note'));
  await press(main.getByTestId('contacts-search'));
  await expect(input).toHaveCount(0);

  // Nothing of this session is kept here: whoever leaves is asked before it is lost.
  await press(main.getByTestId('note'));
  await main.keyboard.type('Back at noo');
  await press(main.getByTestId('main-menu'));
  await press(main.getByRole('menuitem', { name: 'Sign out' }));
  await expect(main.getByRole('alertdialog')).toContainText('1 draft will be lost');
  await press(main.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }));
  await expect(input).toHaveValue('Back at noo');
  await main.keyboard.press('Escape');
});

test('a half-written note is there again after signing out, and after a sudden end', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  void keyStore;
  const town = await newTown([dana]);
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInToStay(first, town.url, dana);
  await press(main.getByTestId('note'));
  await main.keyboard.type('Back at noo');
  await callBridge(main, 'session:sign-out', undefined);
  await main.getByTestId('signin').waitFor();
  await signInAgain(first);
  await expect(main.getByTestId('note-input')).toHaveValue('Back at noo');
  await expect(main.getByTestId('note-left')).toHaveText('Not saved yet');
  await main.getByTestId('note-input').fill('Back at noon');
  await expect.poll(() => callBridge(main, 'draft:load', 'note')).toMatchObject({ value: 'Back at noon' });
  await kill(first);

  const again = await signInAgain(await launchParley({ userData: profile, args: KeyStore.args }));
  await expect(again.getByTestId('note-input')).toHaveValue('Back at noon');
  await press(again.getByTestId('note-save'));
  await expect(again.getByTestId('note')).toContainText('Back at noon');
  await expect.poll(() => callBridge(again, 'draft:list', undefined)).toMatchObject({ value: [] });
});
