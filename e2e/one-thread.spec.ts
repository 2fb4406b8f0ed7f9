// A person has one conversation: everything leads to it, and what was said before stands above.
import type { Locator, Page } from '@playwright/test';
import { fillHistory } from './support/fill-history';
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { openHistory, signInAgain, signInToStay, test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, fillSignIn, kim, lee, openInvitation } from './support/people';
import { press } from './support/pointer';

const serverArgs = ['--poll-wait', '100'];

const log = (page: Page): Locator => page.getByTestId('message-log');
const said = (page: Page, text: string): Locator =>
  page.getByTestId('message-text').filter({ hasText: new RegExp(`^${text}$`, 'u') });
const year = (page: Page, number: number): Locator => said(page, `Message ${number} of a long year`);

test('what was said before is scrolled to page by page, without a jump', async ({
  launchParley,
  startServer,
  keyStore,
  profile,
}) => {
  void keyStore;
  const { url } = await startServer([dana, lee], serverArgs);
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  await signInToStay(first, url, dana);
  await fillHistory(first, profile, 500);
  await first.close();

  const again = await launchParley({ userData: profile, args: KeyStore.args });
  await callBridge(await signInAgain(again), 'window:open-conversation', { conversationId: 'c1000' });
  const page = await conversationWindow(again);
  await expect(year(page, 499)).toBeInViewport();
  await log(page).hover();
  const scrollTo = (number: number): Promise<void> =>
    expect(async () => {
      await page.mouse.wheel(0, -400);
      await expect(year(page, number)).toBeInViewport({ timeout: 50 });
    }).toPass({ timeout: 30_000, intervals: [20] });
  // The model holds the 200 newest. What is looked at stays where it is while more is read and drawn above it.
  await scrollTo(318);
  const place = (): Promise<number> => year(page, 318).evaluate((element) => element.getBoundingClientRect().top);
  const before = await place();
  await expect(year(page, 280)).toHaveCount(1);
  expect(Math.abs((await place()) - before)).toBeLessThan(2);
  await scrollTo(0);
  await expect(page.getByRole('button', { name: 'Show earlier messages' })).toHaveCount(0);
  await again.close();
});

const lines = (page: Page): Locator => page.getByTestId('system-line');
const texts = (page: Page): Locator => page.getByTestId('message-text');
const composer = (page: Page): Locator => page.getByTestId('composer-text');

/** By the person's row in the contact list. */
async function doubleClick(parley: Parley): Promise<void> {
  const main = await parley.mainWindow();
  await main.locator(`[data-testid=contact-row][data-uri="${lee.uri}"]`).first().dblclick();
}

/** As a person closes it: it gets to keep what is half-written. */
async function closeWindow(page: Page): Promise<void> {
  const closed = page.waitForEvent('close');
  await callBridge(page, 'window:close', undefined).catch(() => undefined);
  await closed;
}

async function write(page: Page, words: string): Promise<void> {
  await composer(page).click();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

const conversations = (parley: Parley): number =>
  parley.app.windows().filter((page) => page.url().includes('#/conversation/')).length;

test('a double-click, the toast and an invitation lead to the one conversation, also after it ended', async ({
  launchParley,
  keyStore,
  newTown,
  notifications,
  profile,
}) => {
  test.setTimeout(120_000);
  void keyStore;
  const town = await newTown([dana, lee]);
  const first = await launchParley({ userData: profile, args: KeyStore.args });
  const main = await signInToStay(first, town.url, dana);
  const lees = town.arrive(lee);
  const invitation = await openInvitation(first, lee.uri);
  await invitation.getByTestId('invitation-subject').fill('Delivery slot');
  await invitation.getByTestId('invitation-text').fill('Is noon fine?');
  await invitation.getByTestId('invitation-send').click();
  const page = await conversationWindow(first);
  await expect(page.getByTestId('conversation')).toHaveAttribute('data-state', 'connected');
  await expect(lines(page).first()).toHaveText('You started a conversation: \u2068Delivery slot\u2069');
  lees.say('It is.');
  await expect(texts(page)).toHaveText(['Is noon fine?', 'It is.']);
  lees.leave();
  await expect(page.getByTestId('conversation')).toHaveAttribute('data-state', 'ended');
  await composer(page).click();
  await page.keyboard.type('half a thought');
  await closeWindow(page);

  // The person's row leads back, with what was half-written; what is written begins anew, about something else.
  await doubleClick(first);
  const again = await conversationWindow(first);
  await expect(texts(again)).toHaveText(['Is noon fine?', 'It is.']);
  await expect(composer(again)).toHaveValue('half a thought');
  await composer(again).fill('');
  await again.getByTestId('add-subject').click();
  await again.keyboard.type('Dock gate');
  await again.keyboard.press('Enter');
  await expect(composer(again)).toBeFocused();
  await write(again, 'The gate is shut.');
  await expect.poll(() => lees.heard).toContain('The gate is shut.');
  await expect(lines(again).filter({ hasText: 'Dock gate' })).toHaveText(
    'You started a conversation: \u2068Dock gate\u2069',
  );
  await expect(texts(again)).toHaveText(['Is noon fine?', 'It is.', 'The gate is shut.']);
  await expect(again.getByTestId('conversation')).toHaveAttribute('data-state', 'connected');
  lees.leave();
  await expect(again.getByTestId('conversation')).toHaveAttribute('data-state', 'ended');
  await again.close();

  // What they begin comes there too.
  lees.invite(dana, 'I have a key', 'Keys');
  await expect.poll(() => notifications.find('Lee Park') !== undefined).toBe(true);
  await main.getByTestId('invitation-accept').click();
  const third = await conversationWindow(first);
  await expect(texts(third)).toHaveText(['Is noon fine?', 'It is.', 'The gate is shut.', 'I have a key']);
  await expect(lines(third).filter({ hasText: 'Keys' })).toHaveText(
    'Lee Park started a conversation: \u2068Keys\u2069',
  );
  await doubleClick(first);
  expect(conversations(first)).toBe(1);
  lees.leave();
  await expect(third.getByTestId('conversation')).toHaveAttribute('data-state', 'ended');
  await third.close();

  // So does a new invitation to them, from the dialog for anybody.
  await callBridge(main, 'window:open-invitation', { to: [] });
  const dialog = await first.window((candidate) => candidate.url().includes('#/invitation'));
  await dialog.getByRole('combobox').fill('lee@example.com');
  await dialog.keyboard.press('Enter');
  await dialog.getByTestId('invitation-subject').fill('Lunch');
  await dialog.getByTestId('invitation-text').fill('At one?');
  await dialog.getByTestId('invitation-send').click();
  const fourth = await conversationWindow(first);
  await expect(texts(fourth)).toHaveCount(5);
  await expect(lines(fourth).filter({ hasText: 'Lunch' })).toHaveCount(1);
  await first.close();

  // After a restart as well, and from the history.
  const second = await launchParley({ userData: profile, args: KeyStore.args });
  await signInAgain(second);
  await doubleClick(second);
  const later = await conversationWindow(second);
  await expect(texts(later)).toHaveCount(5);
  await later.close();
  const history = await openHistory(second);
  await expect(history.getByTestId('history-conversation')).toHaveCount(1);
  await history.getByTestId('history-search').fill('gate');
  await expect(history.getByTestId('history-subject-hit')).toHaveCount(1);
  await history.getByTestId('history-subject-hit').click();
  await expect(history.getByTestId('history-message').filter({ hasText: 'The gate is shut.' })).toBeInViewport();
  await history.getByTestId('history-continue').click();
  await expect(texts(await conversationWindow(second))).toHaveCount(5);
});

test('a guest on a public computer has one conversation with a person as well, for as long as they are there', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee]);
  const guest = await launchParley();
  const main = await guest.mainWindow();
  await main.getByTestId('signin-public').check();
  await fillSignIn(main, town.url, dana);
  await main.getByTestId('contacts').waitFor();
  const lees = town.arrive(lee);
  lees.invite(dana, 'Anybody there?');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(guest);
  await expect(page.getByTestId('conversation')).toHaveAttribute('data-state', 'connected');
  lees.leave();
  await expect(page.getByTestId('conversation')).toHaveAttribute('data-state', 'ended');
  await page.close();
  await doubleClick(guest);
  const again = await conversationWindow(guest);
  await expect(texts(again)).toHaveText(['Anybody there?']);
  await write(again, 'Now I am.');
  await expect.poll(() => lees.heard).toContain('Now I am.');
  await expect(texts(again)).toHaveText(['Anybody there?', 'Now I am.']);
});

test('two sessions with one person are one conversation again when one of them ends, with what was half-written', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await fillSignIn(main, town.url, dana);
  await main.getByTestId('contacts').waitFor();
  const [desk, laptop] = [town.arrive(lee), town.arrive(lee)];
  desk.invite(dana, 'From my desk');
  await main.getByTestId('invitation-accept').click();
  const first = await conversationWindow(parley);
  await expect(first.getByTestId('conversation')).toHaveAttribute('data-state', 'connected');
  await composer(first).click();
  await first.keyboard.type('half a thought');

  laptop.invite(dana, 'From my laptop');
  await main.getByTestId('invitation-accept').click();
  const second = await parley.window((page) => page.url().includes('#/conversation/') && page.url() !== first.url());
  await expect(second.getByTestId('conversation')).toHaveAttribute('data-state', 'connected');
  expect(conversations(parley)).toBe(2);

  desk.leave();
  await expect(texts(second)).toHaveText(['From my desk', 'From my laptop']);
  await expect(composer(second)).toHaveValue('half a thought');
  await expect.poll(() => conversations(parley)).toBe(1);
  await expect(main.getByTestId('conversation-row')).toHaveCount(1);
});

test('a click on the notification of a message leads to it in the one conversation, open and scrolled away, closed, or beside the list', async ({
  launchParley,
  newTown,
  notifications,
}) => {
  test.slow();
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await fillSignIn(main, town.url, dana);
  await main.getByTestId('contacts').waitFor();
  const lees = town.arrive(lee);
  lees.invite(dana, 'Hello');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(parley);
  await expect(page.getByTestId('conversation')).toHaveAttribute('data-state', 'connected');
  for (let number = 0; number < 40; number += 1) lees.say(`Line ${number}`);
  await expect(said(page, 'Line 39')).toBeInViewport();
  await log(page).hover();
  await page.mouse.wheel(0, -5_000);
  await expect(said(page, 'Hello')).toBeInViewport();
  /** Somebody looks at the main window; the two messages are told in one notification. */
  const tell = async (first: string, second: string): Promise<number> => {
    await (await parley.app.browserWindow(main)).evaluate((window) => window.focus());
    await expect
      .poll(() => parley.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.getTitle()))
      .toBe('Parley');
    lees.say(first);
    await expect.poll(() => notifications.standing.some(({ body }) => body === first)).toBe(true);
    lees.say(second);
    await expect.poll(() => notifications.standing.some(({ body }) => body === second)).toBe(true);
    return notifications.standing.find(({ body }) => body === second)!.id;
  };

  await notifications.invokeAction(await tell('The gate is open', 'And the dock'));
  await expect(said(page, 'The gate is open')).toBeInViewport();
  await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(true);
  expect(conversations(parley)).toBe(1);
  // What is typed next is an answer.
  await page.keyboard.type('Good');
  await expect(composer(page)).toHaveValue('Good');
  await parley.app.evaluate(({ clipboard }) => clipboard.writeText(', thanks'));
  await said(page, 'And the dock').click();
  await expect(composer(page)).not.toBeFocused();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(composer(page)).toHaveValue('Good, thanks');
  await expect(main.getByTestId('conversation-row').locator('.badge')).toHaveCount(0);
  await composer(page).fill('');
  await closeWindow(page);

  await notifications.invokeAction(await tell('The gate is shut', 'So is the dock'));
  const again = await conversationWindow(parley);
  await expect(said(again, 'The gate is shut')).toBeInViewport();
  await expect(said(again, 'And the dock')).toHaveCount(1);
  expect(conversations(parley)).toBe(1);
  await closeWindow(again);

  await callBridge(main, 'settings:set', { conversationsIn: 'main' });
  await notifications.invokeAction(await tell('The gate is gone', 'The dock as well'));
  await expect(said(main, 'The gate is gone')).toBeInViewport();
  await expect(main.getByTestId('conversation-row')).toHaveCount(1);
  expect(conversations(parley)).toBe(0);
});

test('asked into a conference again after leaving it, one is in its one conversation, with what was half-written', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await fillSignIn(main, town.url, dana);
  await main.getByTestId('contacts').waitFor();
  const kims = town.arrive(kim);
  const lees = town.arrive(lee);
  lees.invite([dana, kim], 'Who has the keys?', 'Keys');
  await main.getByTestId('invitation-accept').click();
  const first = await conversationWindow(parley);
  await expect(first.getByTestId('conversation-mode')).toHaveText('Conference · 3 people');
  await expect(first.getByTestId('conversation')).toHaveAttribute('data-state', 'connected');
  await expect.poll(() => kims.isConnected).toBe(true);
  kims.say('Not me.');
  await expect(texts(first)).toHaveText(['Who has the keys?', 'Not me.']);
  await press(first.getByTestId('conversation-leave'));
  await expect(first.getByTestId('conversation')).toHaveAttribute('data-state', 'ended');
  await composer(first).click();
  await first.keyboard.type('half a thought');

  lees.ask(dana);
  await main.getByTestId('invitation-accept').click();
  // The focus, which is told last, says that it is the same.
  await expect(async () => {
    expect(conversations(parley)).toBe(1);
    const shown = (await conversationWindow(parley)).getByTestId('conversation');
    await expect(shown).toHaveAttribute('data-state', 'connected', { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  const conversation = await conversationWindow(parley);
  await expect(texts(conversation).first()).toHaveText('Who has the keys?');
  await expect(composer(conversation)).toHaveValue('half a thought');
  await expect(main.getByTestId('conversation-row')).toHaveCount(1);
  kims.say('Found them!');
  await expect(said(conversation, 'Found them!')).toBeInViewport();
  await composer(conversation).click();
  await conversation.keyboard.press('ControlOrMeta+a');
  await conversation.keyboard.type('Thanks');
  await conversation.keyboard.press('Enter');
  await expect.poll(() => kims.heard.at(-1)).toBe('Thanks');
});

test('a missed call is answered with a message in the one conversation, beside which nothing opens', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await fillSignIn(main, town.url, dana);
  await main.getByTestId('contacts').waitFor();
  const lees = town.arrive(lee);
  lees.invite(dana, 'Is the gate open');
  await main.getByTestId('invitation-accept').click();
  const first = await conversationWindow(parley);
  await expect(first.getByTestId('conversation')).toHaveAttribute('data-state', 'connected');
  lees.leave();
  await expect(first.getByTestId('conversation')).toHaveAttribute('data-state', 'ended');
  await closeWindow(first);
  const hangUp = town.ring(lee, dana, 'The gate');
  await main.getByTestId('call-card').waitFor();
  hangUp();
  const missed = main.getByTestId('missed-call');
  await press(missed.getByRole('button', { name: 'Reply with a message to Lee Park' }));
  const page = await conversationWindow(parley);
  await expect(texts(page)).toHaveText(['Is the gate open']);
  await expect(missed).toHaveCount(0);
  await page.keyboard.type('It is now.');
  await page.keyboard.press('Enter');
  await expect.poll(() => lees.heard.at(-1)).toBe('It is now.');
  await expect(texts(page)).toHaveText(['Is the gate open', 'It is now.']);
  expect(parley.app.windows()).toHaveLength(2);
  await expect(main.getByTestId('conversation-row')).toHaveCount(1);
});
