// Conversations in the main window, beside the list: opened, popped out and moved back, with nothing typed lost.
import type { Page } from '@playwright/test';
import { expect } from './support/fixtures';
import { Gateway } from './support/gateway';
import { test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, dana, kim, lee, openInvitation, signIn } from './support/people';
import { openSettings } from './support/settings';
import { moveTo, press, setWidth } from './support/pointer';
import type { Town } from './support/town';

interface Desk {
  readonly town: Town;
  readonly parley: Parley;
  readonly main: Page;
}

interface Given {
  readonly newTown: (people: readonly (typeof dana)[]) => Promise<Town>;
  readonly launchParley: () => Promise<Parley>;
}

async function sitDown({ newTown, launchParley }: Given, conversationsIn: 'windows' | 'main' = 'main'): Promise<Desk> {
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  await callBridge(main, 'settings:set', { conversationsIn });
  return { town, parley, main };
}

const thread = (page: Page) => page.getByTestId('conversation');
const field = (page: Page) => page.getByTestId('composer-text');
const isInWindow = ({ parley }: Desk): boolean =>
  parley.app.windows().some((page) => page.url().includes('#/conversation/'));

/** Somebody writes, and the invitation is taken. */
async function beginTalk({ town, main }: Desk, person = lee, words = 'Is the dock free at noon?') {
  const resident = town.arrive(person);
  resident.invite(dana, words);
  await main.getByTestId('invitation-accept').click();
  return resident;
}

/** The list has the focus, and the conversation is the active one of its rows. */
async function expectOnRow(main: Page): Promise<void> {
  await expect(main.getByRole('tree')).toBeFocused();
  await expect(main.getByTestId('conversation-row')).toHaveClass(/\bactive\b/u);
}

test('in the main window: a conversation opens beside the list, is read there, and Escape closes what has nothing typed', async ({
  newTown,
  launchParley,
}) => {
  const desk = await sitDown({ newTown, launchParley });
  const { main, parley } = desk;
  const resident = await beginTalk(desk);
  await expect(thread(main).getByTestId('message-text')).toHaveText(['Is the dock free at noon?']);
  await expect(main.getByTestId('contacts')).toBeVisible();
  expect(isInWindow(desk)).toBe(false);
  await expect(field(main)).toBeFocused();

  // Looked at is read, while the main window has the focus.
  const window = await parley.app.browserWindow(main);
  await window.evaluate((shown) => shown.focus());
  resident.say('Or at one?');
  await expect(thread(main).getByTestId('message-text')).toHaveCount(2);
  await expect(main.locator('[data-testid=conversation-row] .badge')).toHaveCount(0);

  await field(main).pressSequentially('half');
  await main.keyboard.press('Escape');
  await expect(field(main)).toHaveValue('half');
  await main.keyboard.press('ControlOrMeta+A');
  await main.keyboard.press('Delete');
  await main.keyboard.press('Escape');
  await expect(thread(main)).toHaveCount(0);
  await expectOnRow(main);
  // And back by the key that opens what has the focus.
  await main.keyboard.press('Enter');
  await expect(thread(main)).toBeVisible();
  expect(await main.title()).toBe('Parley');
});

test('popped out and moved back, a conversation keeps what is half-written, at once', async ({
  newTown,
  launchParley,
}) => {
  const desk = await sitDown({ newTown, launchParley });
  const { main, parley } = desk;
  await beginTalk(desk);
  await field(main).pressSequentially('half a thought');
  await press(main.getByTestId('pop-out'));
  const window = await parley.window((page) => page.url().includes('#/conversation/'));
  await expect(field(window)).toHaveValue('half a thought');
  await expect(thread(main)).toHaveCount(0);

  // It stays where it is, from wherever it is opened.
  await press(main.getByTestId('conversation-row'));
  await expect(thread(window)).toBeVisible();
  await expect(thread(main)).toHaveCount(0);

  await field(window).press('End');
  await field(window).pressSequentially(', and more');
  const closed = window.waitForEvent('close');
  await press(window.getByTestId('move-back'));
  await closed;
  await expect(field(main)).toHaveValue('half a thought, and more');
});

test('from one conversation to another and back, each keeps its own', async ({ newTown, launchParley }) => {
  const desk = await sitDown({ newTown, launchParley });
  const { main } = desk;
  await beginTalk(desk, lee, 'This is Lee.');
  await field(main).pressSequentially('for Lee');
  await beginTalk(desk, kim, 'This is Kim.');
  await expect(thread(main).getByTestId('message-text')).toHaveText(['This is Kim.']);
  await field(main).pressSequentially('for Kim');
  for (const name of ['Lee', 'Kim']) {
    await press(main.getByTestId('conversation-row').filter({ hasText: `This is ${name}.` }));
    await expect(field(main)).toHaveValue(`for ${name}`);
  }
});

test('what I begin opens beside the list as well', async ({ newTown, launchParley }) => {
  const desk = await sitDown({ newTown, launchParley });
  desk.town.arrive(lee);
  const invitation = await openInvitation(desk.parley, lee.uri);
  await invitation.getByTestId('invitation-text').fill('The crane is free.');
  await press(invitation.getByTestId('invitation-send'));
  await expect(thread(desk.main).getByTestId('message-text')).toHaveText(['The crane is free.']);
  expect(isInWindow(desk)).toBe(false);
});

test('where there is no room for both, one at a time with a way back', async ({ newTown, launchParley }) => {
  const desk = await sitDown({ newTown, launchParley });
  const { main, parley } = desk;
  await setWidth(parley, 'main', 380);
  await expect.poll(() => main.evaluate(() => innerWidth)).toBe(380);
  await beginTalk(desk);
  await expect(thread(main)).toBeVisible();
  await expect(main.getByTestId('contacts')).toBeHidden();
  await field(main).pressSequentially('half');
  await press(main.getByTestId('pane-back'));
  await expect(main.getByTestId('contacts')).toBeVisible();
  await expectOnRow(main);
  await press(main.getByTestId('conversation-row'));
  await expect(field(main)).toHaveValue('half');
});

test('a narrow window shows who waits and a lost connection above the conversation', async ({
  newTown,
  launchParley,
}) => {
  test.slow();
  const town = await newTown([dana, lee, kim]);
  const gateway = await new Gateway(() => town.url).start();
  try {
    const parley = await launchParley();
    const main = await signIn(parley, gateway.url, dana);
    await callBridge(main, 'settings:set', { conversationsIn: 'main' });
    await beginTalk({ town, parley, main });
    await expect(thread(main)).toBeVisible();
    await setWidth(parley, 'main', 380);
    await expect.poll(() => main.evaluate(() => innerWidth)).toBe(380);
    await expect(main.getByTestId('contacts')).toBeHidden();
    await field(main).pressSequentially('half');

    // Declined by a key, the keyboard is back where somebody was writing.
    const kims = town.arrive(kim);
    kims.invite(dana, 'Are you there?');
    await expect(main.getByTestId('invitation-card')).toBeInViewport({ ratio: 1 });
    await expect(main.getByTestId('contacts-search')).toBeHidden();
    await expect(main.getByTestId('invitation-card')).not.toHaveClass(/settling/u);
    await main.getByTestId('invitation-decline').focus();
    await main.keyboard.press('Enter');
    await expect(main.getByTestId('invitation-card')).toHaveCount(0);
    await expect(field(main)).toBeFocused();

    await gateway.stop();
    await expect(main.getByTestId('connection-banner')).toBeInViewport({ ratio: 1, timeout: 30_000 });
    await expect(main.getByTestId('retry-now')).toBeInViewport({ ratio: 1 });
    // Something of the thread and all of the field are left.
    await expect(field(main)).toBeInViewport({ ratio: 1 });
    await expect(field(main)).toHaveValue('half');
    await gateway.start();
    await press(main.getByTestId('retry-now'));
    await expect(main.getByTestId('connection-banner')).toHaveCount(0, { timeout: 40_000 });
  } finally {
    await gateway.stop();
  }
});

test('the setting acts at once, both ways, and each layout has a size of its own', async ({
  newTown,
  launchParley,
}) => {
  const desk = await sitDown({ newTown, launchParley }, 'windows');
  const { main, parley } = desk;
  const browserWindow = await parley.app.browserWindow(main);
  const width = (): Promise<number> => browserWindow.evaluate((shown) => shown.getBounds().width);
  await expect.poll(width).toBeLessThan(500);
  const narrow = await width();
  await beginTalk(desk);
  const window = await parley.window((page) => page.url().includes('#/conversation/'));
  await field(window).pressSequentially('half');
  await expect(window.getByTestId('move-back')).toHaveCount(0);

  const settings = await openSettings(parley, 'conversations');
  await press(settings.getByTestId('setting-conversationsIn'));
  await settings.getByRole('option', { name: 'In the main window' }).click();
  await expect.poll(width).toBeGreaterThan(900);
  await settings.close();
  await press(window.getByTestId('move-back'));
  await expect(field(main)).toHaveValue('half');
  await field(main).press('End');
  await field(main).pressSequentially(' done');

  await callBridge(main, 'settings:set', { conversationsIn: 'windows' });
  const again = await parley.window((page) => page.url().includes('#/conversation/'));
  await expect(field(again)).toHaveValue('half done');
  await expect(main.getByTestId('pane')).toHaveCount(0);
  await expect.poll(width).toBe(narrow);
});

test('beside the list the keys of a conversation work, the sheet lists them, and Escape closes one thing at a time', async ({
  newTown,
  launchParley,
}) => {
  const desk = await sitDown({ newTown, launchParley });
  const { main } = desk;
  const keys = main.getByTestId('key-sheet');
  const told = async (): Promise<readonly (string | null)[]> => {
    await main.keyboard.press('Control+/');
    await expect(keys).toBeFocused();
    const ids = await keys.locator('[data-command]').evaluateAll((rows) => rows.map((row) => row.dataset['command']!));
    await main.keyboard.press('Escape');
    await expect(keys).toHaveCount(0);
    return ids;
  };
  const ofConversations = ['newestMessage', 'findOlder', 'send', 'bold'];
  const before = await told();
  for (const id of ofConversations) expect(before).not.toContain(id);

  await beginTalk(desk, lee, 'This is Lee.');
  await beginTalk(desk, kim, 'This is Kim.');
  await expect(thread(main).getByTestId('message-text')).toHaveText(['This is Kim.']);
  await expect(field(main)).toBeFocused();
  const beside = await told();
  expect(beside).toEqual(expect.arrayContaining([...ofConversations, 'openRow']));
  await expect(field(main)).toBeFocused();

  // Kim was there last and stands first; from Lee on it goes round.
  for (const name of ['Lee', 'Kim', 'Lee']) {
    await main.keyboard.press('Alt+ArrowDown');
    await expect(thread(main).getByTestId('message-text')).toHaveText([`This is ${name}.`]);
    await expect(field(main)).toBeFocused();
  }

  await main.keyboard.press('ControlOrMeta+f');
  await expect(main.getByTestId('find-text')).toBeFocused();
  await main.keyboard.type('lee');
  await expect(main.getByTestId('find-count')).toHaveText('1 of 1');
  await main.keyboard.press('Escape');
  await expect(main.getByTestId('find')).toHaveCount(0);
  await expect(field(main)).toBeFocused();
  await main.keyboard.press('Escape');
  await expect(thread(main)).toHaveCount(0);
  const after = await told();
  for (const id of ofConversations) expect(after).not.toContain(id);
});

test('the row of what is opened comes into full sight, whatever the list was scrolled to and where the pointer is', async ({
  newTown,
  launchParley,
}) => {
  const many = Array.from({ length: 30 }, (_, index) => `sip:person${index}@example.com`);
  const town = await newTown([{ ...dana, contacts: many }, lee, kim]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  await callBridge(main, 'settings:set', { conversationsIn: 'main' });
  const desk = { town, parley, main };
  await beginTalk(desk, lee, 'This is Lee.');
  const row = (name: string) => main.getByTestId('conversation-row').filter({ hasText: `This is ${name}.` });
  await expect(row('Lee')).toBeInViewport({ ratio: 1 });

  // A row comes above what is pointed at, which stays where it is, and is opened by a key.
  const contact = main.locator('[data-testid=contact-row][data-uri="sip:person3@example.com"]');
  await moveTo(contact);
  town.arrive(kim).invite(dana, 'This is Kim.');
  await expect(main.getByTestId('invitation-card')).not.toHaveClass(/settling/u);
  await main.getByTestId('invitation-accept').focus();
  await main.keyboard.press('Enter');
  await expect(thread(main).getByTestId('message-text')).toHaveText(['This is Kim.']);
  await expect(row('Kim')).toBeInViewport({ ratio: 1 });

  // Half of it is under the search field; the next one is wholly out of sight.
  const scroller = main.getByTestId('contacts').locator('.scroller');
  const half = async (name: string): Promise<void> => {
    const { top, bottom } = await row(name).evaluate((element) => element.getBoundingClientRect().toJSON() as DOMRect);
    const edge = await scroller.evaluate((element) => element.getBoundingClientRect().top);
    await main.mouse.wheel(0, (top + bottom) / 2 - edge);
    await expect(row(name)).not.toBeInViewport({ ratio: 1 });
  };
  await half('Lee');
  await press(row('Lee'));
  await expect(thread(main).getByTestId('message-text')).toHaveText(['This is Lee.']);
  await expect(row('Lee')).toBeInViewport({ ratio: 1 });
  await moveTo(contact);
  await main.mouse.wheel(0, 5_000);
  await expect(row('Kim')).not.toBeInViewport();
  await main.keyboard.press('Alt+ArrowDown');
  await expect(thread(main).getByTestId('message-text')).toHaveText(['This is Kim.']);
  await expect(row('Kim')).toBeInViewport({ ratio: 1 });
});
