// The contact card: how one gets to it, and that it says what is known and nothing else.
import type { PersonRecord } from '../src/server/memory/directory/person-record';
import { slotData, type SlotKind } from '../src/shared/domain/calendar';
import { expect } from './support/fixtures';
import { holdMethod } from './support/held-methods';
import { test } from './support/kept-profile';
import { conversationWindow, dana, kim, lee, signIn } from './support/people';
import { moveTo, press } from './support/pointer';

const known = {
  ...lee,
  title: 'Delivery planner',
  company: 'Example Works',
  office: 'Gate 4',
  email: 'lee.park@example.com',
  phones: [
    { type: 'work', number: '+1 202 555 0141' },
    { type: 'mobile', number: '+1 202 555 0142' },
    { type: 'home', number: '+1 202 555 0143' },
  ],
} as const;

const mei: PersonRecord = { uri: 'sip:mei@example.com', user: 'EXAMPLE\\mei', name: 'Mei Tanaka' };

test('the card says what is known, as much as the level shows, and leaves the rest out', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, known, kim]);
  const resident = town.arrive(known);
  resident.confideIn(dana, 300);
  const midnight = new Date().setHours(0, 0, 0, 0);
  const day = Array.from({ length: 96 }, (_, slot): SlotKind => (slot < 95 ? 'busy' : 'free'));
  resident.publish('Plan: https://example.com/plan and javascript:alert(1)', {
    zone: { biasMinutes: new Date().getTimezoneOffset() - 120 },
    freeBusy: { startAt: midnight, slotMinutes: 15, data: slotData(day) },
  });
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const row = main.locator(`[data-testid=contact-row][data-uri="${lee.uri}"]`);
  const card = main.getByTestId('person-card');

  // By the pointer, after a moment; it goes when the pointer goes.
  await moveTo(row.getByTestId('card-avatar'));
  await expect(card).toBeVisible();
  await expect(card.getByTestId('card-name')).toHaveText('Lee Park');
  await expect(card.getByTestId('card-title')).toHaveText('Delivery planner');
  await expect(card.getByTestId('card-place')).toHaveText('Example Works · Gate 4');
  await expect(card.getByTestId('card-way')).toHaveCount(4); // two numbers, mail, address
  await expect(card).toContainText('+1 202 555 0142');
  await expect(card).not.toContainText('+1 202 555 0143');
  await expect(card.getByTestId('card-presence')).toContainText(/Available since \d/u);
  await expect(card.getByTestId('card-note').getByRole('link')).toHaveText(['https://example.com/plan']);
  await expect(card.getByTestId('card-busy').locator('[data-kind=busy]')).toHaveCount(1);
  await expect(card.getByTestId('card-busy')).toContainText('Busy until');
  await expect(card.getByTestId('card-local-time')).toContainText('2 h ahead');
  await expect(card.getByTestId('card-groups')).toHaveText('Suppliers');
  await expect(card.getByTestId('card-access')).toHaveText('Company, as everybody of their network');
  await expect(card.getByTestId('card-last-talked')).toHaveCount(0);
  await main.mouse.move(5, 5, { steps: 5 });
  await expect(card).toHaveCount(0);

  // By a click it stays, and Escape gives the focus back.
  await press(row.getByTestId('card-avatar'));
  await expect(card).toBeVisible();
  await main.mouse.move(5, 5, { steps: 5 });
  await press(card.getByTestId('card-copy').first());
  await expect.poll(() => parley.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('+1 202 555 0141');
  await main.keyboard.press('Escape');
  await expect(card).toHaveCount(0);

  // By keys alone.
  await main.getByRole('tree').focus();
  await main.keyboard.press('End');
  await main.keyboard.press('Alt+Enter');
  await expect(card.getByTestId('card-name')).toHaveText('Kim Okafor');
  // Of somebody who was never there hardly anything is known.
  await expect(card.getByTestId('card-busy')).toHaveCount(0);
  await expect(card.getByTestId('card-local-time')).toHaveCount(0);
  await expect(card.getByTestId('card-presence')).toHaveText('Offline');
  await main.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await expect(main.getByRole('tree')).toBeFocused();

  // The menu of the row leads there, too.
  await press(row, 'right');
  await press(main.getByRole('menuitem', { name: 'Contact card' }));
  await expect(card.getByTestId('card-name')).toHaveText('Lee Park');

  await expect(card.getByTestId('card-message')).toBeInViewport({ ratio: 1 });
  await press(card.getByTestId('card-message'));
  const invitation = await parley.window((page) => page.url().includes('#/invitation'));
  await expect(invitation.getByTestId('invitation-text')).toBeVisible();
  await expect(card).toHaveCount(0);
});

test('the header of a conversation leads to the card, with when one talked last', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, known, kim]);
  const resident = town.arrive(known);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  resident.invite(dana, 'Is the blue crane free?');
  await main.getByTestId('invitation-accept').click();
  const talk = await conversationWindow(parley);
  await talk.locator('[data-testid=conversation][data-state=connected]').waitFor();
  await talk.getByRole('button', { name: 'Contact card of Lee Park' }).focus();
  await talk.keyboard.press('Enter');
  const card = talk.getByTestId('person-card');
  await expect(card.getByTestId('card-title')).toHaveText('Delivery planner');
  await expect(card.getByTestId('card-last-talked')).toHaveText(/\d/u);
  await talk.keyboard.press('Escape');
  await expect(talk.getByRole('button', { name: 'Contact card of Lee Park' })).toBeFocused();
});

test('what is refused after its dialog was closed is said in the window of the conversation', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee, kim, mei]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  town.arrive(mei).invite(dana, 'Is the blue crane free?');
  await main.getByTestId('invitation-accept').click();
  const talk = await conversationWindow(parley);
  await talk.locator('[data-testid=conversation][data-state=connected]').waitFor();
  await press(talk.getByRole('button', { name: 'Contact card of Mei Tanaka' }));
  await press(talk.getByTestId('card-add'));
  const held = await holdMethod(parley, 'contact:add');
  await press(talk.getByTestId('add-save'));
  await held.asked();
  await talk.keyboard.press('Escape');
  await expect(talk.getByRole('dialog')).toHaveCount(0);
  await held.refuse();
  const line = talk.getByTestId('outcome');
  await expect(line.getByRole('alert')).toHaveCount(1);
  await expect(line).toContainText('Mei Tanaka');
  // The field to write in is still in sight, above it.
  const composer = await talk.getByTestId('composer-send').boundingBox();
  const said = await line.boundingBox();
  expect(composer!.y + composer!.height).toBeLessThanOrEqual(said!.y);
  await press(line.getByRole('button', { name: 'Dismiss' }));
  await expect(line).toHaveCount(0);
});

test('what may be out of date says so', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, known, kim]);
  town.arrive(known);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const row = main.locator(`[data-testid=contact-row][data-uri="${lee.uri}"]`);
  await expect(row).toHaveAttribute('data-availability', 'available');
  await press(row.getByTestId('card-avatar'));
  await expect(main.getByTestId('card-presence')).toContainText('Available');
  await town.stop();
  await expect(main.getByTestId('card-presence')).toContainText('Last known: Available');
});
