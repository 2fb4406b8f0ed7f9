// What reaches a person who does not look at Parley, and what is left of it for later.
import { expect } from './support/fixtures';
import { signInAgain, signInToStay, test } from './support/kept-profile';
import { KeyStore } from './support/key-store';
import { dana, kim, lee } from './support/people';

test('missed calls are one row a caller, answered with a message or seen, also after a restart', async ({
  launchParley,
  keyStore,
  newTown,
  profile,
}) => {
  test.slow();
  void keyStore;
  const town = await newTown([dana, lee, kim]);
  const launch = () => launchParley({ userData: profile, args: KeyStore.args });
  const first = await launch();
  const page = await signInToStay(first, town.url, lee);
  const rows = page.getByTestId('missed-call');
  for (const [from, subject] of [
    [dana, 'Dock four'],
    [kim, ''],
    [dana, 'Dock nine'],
  ] as const) {
    const hangUp = town.ring(from, lee, subject);
    await expect(page.getByTestId('call-card')).toContainText(from.name);
    hangUp();
    await expect(page.getByTestId('call-card')).toHaveCount(0);
  }
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('Dana Reyes');
  await expect(rows.first()).toContainText('2 missed calls');
  await expect(rows.first()).toContainText('Dock nine');
  await expect(rows.last()).toContainText('Kim Okafor');
  await first.close();

  const second = await launch();
  const again = await signInAgain(second);
  await expect(again.getByTestId('missed-call')).toHaveCount(2);
  const danas = again.getByTestId('missed-call').filter({ hasText: 'Dana Reyes' });
  await danas.getByRole('button', { name: 'Reply with a message to Dana Reyes' }).focus();
  await again.keyboard.press('Enter');
  const dialog = await second.window((candidate) => candidate.url().includes('#/invitation'));
  await expect(dialog.getByTestId('invitation-chip')).toContainText('Dana Reyes');
  await expect(again.getByTestId('missed-call')).toHaveCount(1);
  await again.getByTestId('missed-call-seen').click();
  await expect(again.getByTestId('missed-call')).toHaveCount(0);
});
