// The contact list of the main window.
import { expect } from './support/fixtures';
import { test } from './support/kept-profile';
import { callBridge, conversationWindow, dana, kim, lee, openInvitation, signIn } from './support/people';
import { moveTo, press } from './support/pointer';

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

test('an invitation takes no click that was meant for what it covers, and the list stays still under the pointer', async ({
  launchParley,
  newTown,
}) => {
  // Enough for a row far down, and too few to scroll.
  const others = Array.from({ length: 6 }, (_, n) => ({
    ...kim,
    uri: `sip:c${n}@example.com`,
    name: `Colleague ${n}`,
    user: `EXAMPLE\\c${n}`,
  }));
  const town = await newTown([{ ...dana, contacts: others.map(({ uri }) => uri) }, lee, ...others]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const row = main.locator('[data-testid=contact-row][data-uri="sip:c5@example.com"]');
  await moveTo(row);
  const before = (await row.boundingBox())!.y;
  // The very moment that the card is drawn somebody clicks where its button is.
  await main.evaluate(() => {
    const watch = new MutationObserver(() => {
      const button = document.querySelector('[data-testid=invitation-decline]');
      if (!button) return;
      watch.disconnect();
      requestAnimationFrame(() => {
        const { left, top, width, height } = button.getBoundingClientRect();
        const hit = document.elementFromPoint(left + width / 2, top + height / 2) as HTMLElement;
        document.body.dataset['hit'] = String(button.contains(hit));
        hit.click();
      });
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
  town.arrive(lee).invite(dana, 'Is the blue crane free?');
  const card = main.getByTestId('invitation-card');
  await expect(card).toBeVisible();
  await expect(main.locator('body')).toHaveAttribute('data-hit', 'false');
  await expect.poll(async () => Math.abs((await row.boundingBox())!.y - before)).toBeLessThan(1);
  // Once it has settled it takes them.
  await expect(async () => {
    await press(card.getByTestId('invitation-accept'));
    await expect(card).toHaveCount(0, { timeout: 500 });
  }).toPass();
  await conversationWindow(parley);
});

test('a conversation that has ended stays in reach as long as something in it is not sent', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const invitation = await openInvitation(parley, kim.uri);
  await invitation.getByTestId('invitation-text').fill('Are you there?');
  await invitation.getByTestId('invitation-send').click();
  const page = await conversationWindow(parley);
  await expect(page.getByTestId('message')).toHaveAttribute('data-delivery', 'failed');
  await callBridge(page, 'window:close', undefined);
  const row = main.getByTestId('conversation-row');
  await expect(row.getByTestId('conversation-mark')).toHaveText('1 not sent');

  await press(row);
  const again = await conversationWindow(parley);
  await again.getByTestId('composer-text').fill('Then tomorr');
  await again.getByTestId('message-discard').click();
  await expect(row.getByTestId('conversation-mark')).toHaveText('Draft');
  await again.getByTestId('composer-text').fill('');
  await expect(row.getByTestId('conversation-mark')).toHaveCount(0);
});
