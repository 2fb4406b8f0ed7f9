// The contact list of the main window.
import { expect } from './support/fixtures';
import { test } from './support/kept-profile';
import { dana, lee, signIn } from './support/people';

test('who waits for an answer stays in sight, however far the list is scrolled', async ({ launchParley, newTown }) => {
  const others = Array.from({ length: 60 }, (_, n) => ({
    uri: `sip:colleague${n}@example.com`,
    user: `EXAMPLE\\colleague${n}`,
    password: dana.password,
    name: `Colleague ${n}`,
  }));
  const town = await newTown([{ ...dana, contacts: others.map(({ uri }) => uri) }, lee, ...others]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const first = main.getByText('Colleague 0', { exact: true });
  await first.hover();
  await main.mouse.wheel(0, 2_000);
  await expect(first).not.toBeInViewport();
  town.arrive(lee).invite(dana, 'Is the blue crane free?');
  const card = main.getByTestId('invitation-card');
  await expect(card).toBeInViewport({ ratio: 1 });
  await expect(card.getByTestId('invitation-accept')).toBeInViewport({ ratio: 1 });
  await main.mouse.wheel(0, 2_000);
  await expect(card).toBeInViewport({ ratio: 1 });
});
