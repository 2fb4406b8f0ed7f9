// What a window says is kept on this computer is kept; where it cannot be, the window says so and why.
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { signInToStay, test } from './support/kept-profile';
import { dana, lee, signIn } from './support/people';
import { openSettings } from './support/settings';
import { press } from './support/pointer';

test('without a key store no window promises to keep a password or a history', async ({
  launchParley,
  newTown,
  profile,
}) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley({ userData: profile });
  const page = await parley.mainWindow();
  const remember = page.getByTestId('signin-remember');
  await expect(remember).toHaveAttribute('aria-disabled', 'true');
  await expect(remember).toHaveAccessibleDescription(/no key store/u);
  await remember.focus();
  await expect(remember).toBeFocused();
  await page.keyboard.press('Space');
  await press(remember);
  await expect(remember).not.toBeChecked();

  await signIn(parley, town.url, dana);
  const settings = await openSettings(parley, 'history');
  await expect(settings.getByTestId('setting-keepHistoryDays')).toHaveAccessibleDescription(
    /No history is kept on this computer.*no key store/u,
  );
  await parley.close();
});

test('with one the promises stand; gone later, the window takes them back and asks for the password', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  void keyStore;
  const town = await newTown([dana, lee]);
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  await signInToStay(first, town.url, dana);
  const settings = await openSettings(first, 'history');
  await expect(settings.getByTestId('history-lock')).toContainText('Encrypted');
  await expect(settings.getByTestId('setting-keepHistoryDays')).toHaveAccessibleDescription(
    'Older ones are deleted from this computer for good',
  );
  await first.close();

  const second = await launchParley({ userData: profile, args: ['--password-store=basic'] });
  const later = await second.mainWindow();
  await expect(later.getByTestId('signin-remember')).toHaveAttribute('aria-disabled', 'true');
  await expect(later.getByTestId('signin-remember')).not.toBeChecked();
  await expect(later.getByTestId('signin-password')).not.toHaveAccessibleDescription(/Remembered/u);
  await signIn(second, town.url, dana);
  await second.close();

  // What was kept waits for the key store to come back.
  const third = await launchParley({ userData: profile, args: KeyStore.args });
  await expect((await third.mainWindow()).getByTestId('signin-password')).toHaveAccessibleDescription(/Remembered/u);
  await third.close();
});
