// What a window says is kept on this computer is kept; where it cannot be, the window says so and why.
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { signInToStay, test } from './support/kept-profile';
import { dana, lee, signIn } from './support/people';
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
  await page.getByTestId('main-menu').click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await expect(page.getByTestId('setting-history')).toHaveAccessibleDescription(
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
  const page = await signInToStay(first, town.url, dana);
  await page.getByTestId('main-menu').click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await expect(page.getByTestId('setting-history')).toHaveAccessibleDescription('');
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
