// Parley by keyboard alone: every chord of the table of commands, in the windows that it is for.
import type { Page } from '@playwright/test';
import { commands, type Place } from '../src/shared/commands/commands';
import { expect } from './support/fixtures';
import { openHistory, test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, kim, lee, signIn } from './support/people';
import { openSettings } from './support/settings';
import type { Resident, Town } from './support/town';
import { pressRealKeys, WindowManager } from './support/window-manager';

const windowOf = (parley: Parley, view: string): Promise<Page> =>
  parley.window((candidate) => candidate.url().includes(`#/${view}`));

/** Which of Parley's windows has the keys. */
function focusedView(parley: Parley): Promise<string> {
  return parley.app.evaluate(({ BrowserWindow }) => {
    const url = BrowserWindow.getFocusedWindow()?.webContents.getURL() ?? '';
    return url.slice(url.indexOf('#'));
  });
}

const focusedTestId = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['testid']);

/** A key that closes the window: it is gone before the key is up again. */
async function pressLast(page: Page, keys: string): Promise<void> {
  await page.keyboard.press(keys).catch(() => undefined);
  await expect.poll(() => page.isClosed()).toBe(true);
}

test('the switcher goes to people, conversations and commands', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const resident = town.arrive(lee);

  // A person.
  await main.keyboard.press('Control+k');
  const field = main.getByTestId('switcher-text');
  await expect(field).toBeFocused();
  await main.keyboard.type('park');
  const options = main.getByTestId('switcher-option');
  await expect(options).toHaveCount(1);
  await expect(options.locator('mark')).toHaveText('Park');
  await expect(main.getByTestId('switcher-count')).toHaveText('1 result');
  await main.keyboard.press('Enter');
  const invitation = await windowOf(parley, 'invitation?to=');
  await expect(invitation.getByTestId('invitation-text')).toBeFocused();
  await expect(main.getByTestId('switcher')).toHaveCount(0);
  await invitation.keyboard.type('Is the crane free?');
  await pressLast(invitation, 'Control+Enter');
  const talk = await conversationWindow(parley);
  await talk.locator('[data-testid=conversation][data-state=connected]').waitFor();
  resident.say('Yes, until noon.');
  await expect(talk.getByTestId('message')).toHaveCount(2);

  // From the conversation: a command, by its name.
  await talk.keyboard.press('Control+k');
  await talk.keyboard.type('hist');
  await expect(talk.getByTestId('switcher-option').first()).toHaveAttribute('data-key', 'command:history');
  await talk.keyboard.press('Enter');
  const history = await windowOf(parley, 'history');
  await history.getByTestId('history').waitFor();

  // From the history: the conversation, which is the person's.
  await history.keyboard.press('Control+k');
  await expect(history.getByTestId('switcher-option').first()).toHaveAttribute('data-key', /^conversation:/u);
  await history.keyboard.type('lee');
  await expect(history.getByTestId('switcher-option').first()).toHaveAttribute('data-key', `person:${lee.uri}`);
  await history.keyboard.press('Enter');
  await expect.poll(() => focusedView(parley)).toMatch(/^#\/conversation/u);

  // Nobody: said, and nothing happens. The same chord closes it again.
  await talk.keyboard.press('Control+k');
  await talk.keyboard.type('nobody of that name');
  await expect(talk.getByTestId('switcher-count')).toHaveText('Nothing found');
  await talk.keyboard.press('Enter');
  await expect(talk.getByTestId('switcher')).toBeVisible();
  await talk.keyboard.press('Control+k');
  await expect(talk.getByTestId('switcher')).toHaveCount(0);
  await expect(talk.getByTestId('composer-text')).toBeFocused();
});

test('what is typed before the switcher is there goes into it, and nowhere else', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  await main.getByTestId('contacts-search').focus();
  // In one go: no hand is that fast, but a machine may be that slow.
  await main.evaluate(() => {
    const press = (init: KeyboardEventInit): void => {
      const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
      if (document.activeElement!.dispatchEvent(event) && !init.ctrlKey)
        document.execCommand('insertText', false, init.key);
    };
    for (const init of [{ key: 'k', code: 'KeyK', ctrlKey: true }, { key: 'p' }, { key: 'x' }, { key: 'Backspace' }])
      press(init);
  });
  await expect(main.getByTestId('switcher-text')).toBeFocused();
  await main.keyboard.type('ark');
  await expect(main.getByTestId('switcher-text')).toHaveValue('park');
  await main.keyboard.press('Escape');
  await expect(main.getByTestId('contacts-search')).toHaveValue('');
  await main.keyboard.type('lee');
  await expect(main.getByTestId('contacts-search')).toHaveValue('lee');
});

/** Lee and Kim each have a conversation with Dana, open in a window of its own. */
async function talkWithTwo(parley: Parley, town: Town): Promise<{ main: Page; windows: Page[]; people: Resident[] }> {
  const main = await signIn(parley, town.url, dana);
  const windows: Page[] = [];
  const people: Resident[] = [];
  for (const person of [lee, kim]) {
    const resident = town.arrive(person);
    resident.invite(dana, `Hello from ${person.name}`);
    await main.getByTestId('invitation-accept').click();
    const page = await parley.window(
      (candidate) => candidate.url().includes('#/conversation/') && !windows.includes(candidate),
    );
    await page.locator('[data-testid=conversation][data-state=connected]').waitFor();
    windows.push(page);
    people.push(resident);
  }
  return { main, windows, people };
}

/** Whatever there is of earlier talks with them. */
async function invitationTo(parley: Parley, uri: string): Promise<Page> {
  await callBridge(await parley.mainWindow(), 'window:open-invitation', { to: [uri] });
  const page = await windowOf(parley, 'invitation?to=');
  await page.getByTestId('invitation-text').waitFor();
  return page;
}

const hashOf = (page: Page): string => page.url().slice(page.url().indexOf('#'));

test('keys go from one conversation to the next, to the unread ones, and to the newest message', async ({
  launchParley,
  newTown,
}) => {
  test.slow();
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const { main, windows, people } = await talkWithTwo(parley, town);
  const [withLee, withKim] = windows as [Page, Page];
  const expectFocus = (page: Page): Promise<void> => expect.poll(() => focusedView(parley)).toBe(hashOf(page));

  const leeId = hashOf(withLee).split('/').at(-1)!;
  await callBridge(main, 'window:open-conversation', { conversationId: leeId });
  await expectFocus(withLee);
  for (const keys of ['Alt+ArrowDown', 'Alt+ArrowUp']) {
    await withLee.keyboard.press(keys);
    await expectFocus(withKim);
    await withKim.keyboard.press(keys);
    await expectFocus(withLee);
  }

  // What Kim writes while no window shows it is unread, and the only thing that is.
  const kimUrl = withKim.url();
  await callBridge(withKim, 'window:close', undefined);
  await expect.poll(() => withKim.isClosed()).toBe(true);
  people[1]!.say('One more thing');
  await expect(main.locator('[data-testid=conversation-row] .badge')).toHaveCount(1);
  await withLee.keyboard.press('Alt+Shift+ArrowDown');
  const kimAgain = await parley.window((candidate) => candidate.url() === kimUrl);
  await expectFocus(kimAgain);
  await expect(main.locator('[data-testid=conversation-row] .badge')).toHaveCount(0);
  await kimAgain.keyboard.press('Alt+Shift+ArrowUp');
  await expect(kimAgain.getByTestId('command-status')).toHaveText('Nothing is unread.');
  await expectFocus(kimAgain);

  // By number, as they stand in the list of the main window.
  const rows = main.getByTestId('conversation-row');
  for (const at of [0, 1]) {
    const id = await rows.nth(at).getAttribute('data-conversation');
    await main.keyboard.press(`Control+${at + 1}`);
    await expect.poll(() => focusedView(parley)).toBe(`#/conversation/${id}`);
  }
  await main.keyboard.press('Control+9');
  await expect(main.getByTestId('command-status')).toHaveText('There is no other conversation.');

  // All read, from the history window.
  const history = await openHistory(parley);
  await expect.poll(() => focusedView(parley)).toBe('#/history');
  await callBridge(withLee, 'window:close', undefined);
  await callBridge(kimAgain, 'window:close', undefined);
  await expect.poll(() => withLee.isClosed() && kimAgain.isClosed()).toBe(true);
  for (const resident of people) resident.say('Are you there?');
  await expect(main.locator('[data-testid=conversation-row] .badge')).toHaveCount(2);
  await history.keyboard.press('Shift+Escape');
  await expect(main.locator('[data-testid=conversation-row] .badge')).toHaveCount(0);
  await expect(history.getByTestId('command-status')).toHaveText('Everything is marked as read.');

  // Back to the newest message, from wherever one has read.
  for (let n = 0; n < 40; n += 1) people[0]!.say(`Line ${n} of a long list`);
  await callBridge(main, 'window:open-conversation', { conversationId: leeId });
  const again = await conversationWindow(parley);
  // It opens where the unread ones begin.
  await expect(again.getByTestId('new-messages')).toBeVisible();
  await again.keyboard.press('Control+j');
  await expect(again.getByTestId('new-messages')).toHaveCount(0);
  await expect(again.getByText('Line 39 of')).toBeInViewport();
});

test('F6 goes through the parts of every window, there and back', async ({ launchParley, newTown }) => {
  test.slow();
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const { main, windows } = await talkWithTwo(parley, town);
  const invitation = await invitationTo(parley, lee.uri);
  const history = await openHistory(parley);
  await history.getByTestId('history-search').waitFor();

  /** The region that has the focus, by its place among those that are shown. */
  const region = (page: Page): Promise<number> =>
    page.evaluate(() => {
      const all = [...document.querySelectorAll('[data-region]')];
      return all.findIndex((each) => each.contains(document.activeElement));
    });
  for (const [page, atLeast] of [
    [main, 3],
    [windows[0]!, 3],
    [invitation, 4],
    [history, 2], // nothing is kept, so nothing is listed
  ] as const) {
    const start = await region(page);
    const there: number[] = [];
    for (let turns = 0; turns < 12; turns += 1) {
      await page.keyboard.press('F6');
      there.push(await region(page));
      if (there.at(-1) === (start < 0 ? there[0] : start) && turns > 0) break;
    }
    expect(new Set(there).size, page.url()).toBeGreaterThanOrEqual(atLeast);
    expect(there).not.toContain(-1);
    // Back the way that it came.
    const back: number[] = [];
    for (let turns = 1; turns < there.length; turns += 1) {
      await page.keyboard.press('Shift+F6');
      back.push(await region(page));
    }
    expect(back, page.url()).toEqual(there.slice(0, -1).reverse());
  }
  // The field where one writes is found again, not the tools beside it.
  await windows[0]!.getByTestId('composer-text').focus();
  await windows[0]!.keyboard.press('F6');
  await windows[0]!.keyboard.press('Shift+F6');
  await expect(windows[0]!.getByTestId('composer-text')).toBeFocused();
});

test('the sheet of keys tells in every window what works there, and the settings are at hand', async ({
  launchParley,
  newTown,
}) => {
  test.slow();
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const { main, windows } = await talkWithTwo(parley, town);
  const invitation = await invitationTo(parley, lee.uri);
  const history = await openHistory(parley);
  await callBridge(main, 'window:open-about', undefined);
  await callBridge(main, 'window:open-diagnostics', undefined);
  await callBridge(main, 'window:open-guide', undefined);
  const pages: Readonly<Record<Place, Page>> = {
    main,
    conversation: windows[0]!,
    invitation,
    history,
    about: await windowOf(parley, 'about'),
    diagnostics: await windowOf(parley, 'diagnostics'),
    settings: await openSettings(parley, 'shortcuts'),
    guide: await windowOf(parley, 'guide'),
  };
  for (const [place, page] of Object.entries(pages) as [Place, Page][]) {
    for (let time = 0; time < 2; time += 1) {
      await page.keyboard.press('Control+/');
      await expect(page.getByTestId('key-sheet'), place).toBeFocused();
      const told = await page
        .getByTestId('key-sheet')
        .locator('[data-command]')
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-command')));
      const wanted = commands.filter((each) => each.keys.length > 0 && each.places.includes(place));
      expect(told.sort()).toEqual(wanted.map(({ id }) => id).sort());
      // Esc closes the sheet, and not the window below it.
      await page.keyboard.press('Escape');
      await expect(page.getByTestId('key-sheet')).toHaveCount(0);
      expect(page.isClosed(), place).toBe(false);
    }
  }
  for (const page of [windows[0]!, history, main]) {
    await page.bringToFront();
    await page.keyboard.press('Control+,');
    await expect.poll(() => focusedView(parley)).toBe('#/settings/shortcuts');
  }
  // Under a dialog nothing else answers.
  await main.bringToFront();
  await main.keyboard.press('Control+/');
  await main.getByTestId('key-sheet').waitFor();
  await main.keyboard.press('Control+f');
  await main.keyboard.press('Control+k');
  await expect(main.getByTestId('switcher')).toHaveCount(0);
  await main.keyboard.press('Escape');
  await expect(main.getByTestId('key-sheet')).toHaveCount(0);
  await main.keyboard.press('Control+f');
  await expect.poll(() => focusedTestId(main)).toBe('contacts-search');
  await history.getByTestId('history-from').focus();
  await history.keyboard.press('Control+f');
  await expect.poll(() => focusedTestId(history)).toBe('history-search');
});

test('Escape closes no window in which something is written', async ({ launchParley, newTown }) => {
  test.slow();
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const { main, windows } = await talkWithTwo(parley, town);
  const [talk] = windows as [Page, Page];

  // A conversation: words in the field, then people chosen to be invited.
  await talk.getByTestId('composer-text').click();
  await talk.keyboard.type('Half a');
  await talk.keyboard.press('Escape');
  await expect(talk.getByTestId('composer-text')).toHaveValue('Half a');
  await talk.keyboard.press('Control+a');
  await talk.keyboard.press('Delete');
  await talk.getByTestId('conversation-invite').click();
  await talk.getByRole('dialog').getByTestId('invitation-to').click();
  await talk.keyboard.type('kim');
  await expect(talk.getByTestId('invitation-option').first()).toBeVisible();
  await talk.keyboard.press('Escape');
  await talk.keyboard.press('Escape');
  await expect(talk.getByRole('dialog')).toHaveCount(0);
  await talk.getByTestId('composer-text').focus();
  await talk.keyboard.press('Escape');
  await talk.getByTestId('conversation-invite').click();
  await expect(talk.getByRole('dialog').getByTestId('invitation-to')).toHaveValue('kim');
  await talk.getByTestId('conversation-invite-cancel').click();
  await talk.getByTestId('composer-text').focus();
  await pressLast(talk, 'Escape');

  // An invitation: half a name, then a person besides those that it was opened for, then a subject.
  const invitation = await invitationTo(parley, lee.uri);
  const to = invitation.getByTestId('invitation-to');
  await to.click();
  await invitation.keyboard.type('kim');
  await expect(invitation.getByTestId('invitation-option').first()).toBeVisible();
  await invitation.keyboard.press('Escape');
  await invitation.keyboard.press('Escape');
  await expect(to).toHaveValue('kim');
  await invitation.keyboard.press('Enter');
  await to.clear();
  await to.pressSequentially('kim@example.com,');
  await expect(to).toHaveValue('');
  await invitation.getByTestId('invitation-subject').focus();
  await invitation.keyboard.press('Escape');
  await to.focus();
  await invitation.keyboard.press('Backspace');
  await invitation.getByTestId('invitation-subject').focus();
  await invitation.keyboard.type('Crane');
  await invitation.keyboard.press('Escape');
  await expect(invitation.getByTestId('invitation-subject')).toHaveValue('Crane');
  await invitation.getByTestId('invitation-subject').clear();
  await pressLast(invitation, 'Escape');

  // The name of a group is there again; Cancel lets go of it.
  const openNaming = async (): Promise<void> => {
    await main.getByTestId('main-menu').click();
    await main.locator('[role^=menuitem]').filter({ hasText: 'New group' }).click();
    await main.getByTestId('group-name').waitFor();
  };
  await openNaming();
  await main.keyboard.type('Night shi');
  await main.keyboard.press('Escape');
  await expect(main.getByTestId('group-name')).toHaveCount(0);
  await openNaming();
  await expect(main.getByTestId('group-name')).toHaveValue('Night shi');
  await main.getByRole('button', { name: 'Cancel' }).click();
  await openNaming();
  await expect(main.getByTestId('group-name')).toHaveValue('');
  await main.keyboard.press('Escape');

  // The history keeps its window, whatever is searched in it.
  const history = await openHistory(parley);
  await history.getByTestId('history-search').fill('crane');
  await history.getByTestId('history-to').focus();
  await history.keyboard.press('Escape');
  await expect(history.getByTestId('history-search')).toHaveValue('crane');
});

test('while an input method chooses signs no chord is taken from it', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const { windows } = await talkWithTwo(parley, town);
  const talk = windows[0]!;
  await talk.getByTestId('composer-text').focus();
  const devTools = await talk.context().newCDPSession(talk);
  await devTools.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 });
  await talk.keyboard.press('Control+k');
  await talk.keyboard.press('Escape');
  await expect(talk.getByTestId('switcher')).toHaveCount(0);
  await devTools.send('Input.insertText', { text: '你' });
  await expect(talk.getByTestId('composer-text')).toHaveValue('你');
  await talk.keyboard.press('Control+k');
  await expect(talk.getByTestId('switcher')).toBeVisible();
});

test('keys of a real keyboard do their thing once, whether the page or the menu acts', async ({
  launchParley,
  newTown,
}) => {
  test.skip(process.platform !== 'linux', 'xdotool is of X');
  const town = await newTown([dana, lee, kim]);
  const manager = await WindowManager.start();
  try {
    const parley = await launchParley();
    const main = await signIn(parley, town.url, dana);
    await expect.poll(() => focusedView(parley)).toBe('#/main');
    pressRealKeys('ctrl+k');
    await expect(main.getByTestId('switcher-text')).toBeFocused();
    pressRealKeys('Escape');
    await expect(main.getByTestId('switcher')).toHaveCount(0);
    pressRealKeys('ctrl+shift+h');
    const history = await windowOf(parley, 'history');
    await expect.poll(() => focusedView(parley)).toBe('#/history');
    pressRealKeys('ctrl+n');
    await windowOf(parley, 'invitation');
    await expect.poll(() => focusedView(parley)).toBe('#/invitation');
    pressRealKeys('ctrl+shift+l');
    await expect.poll(() => focusedView(parley)).toBe('#/main');
    // A window for each, and none twice.
    expect(parley.app.windows().map(hashOf).sort()).toEqual(['#/history', '#/invitation', '#/main']);
    await callBridge(main, 'window:open-history', undefined);
    await expect.poll(() => focusedView(parley)).toBe('#/history');
    pressRealKeys('ctrl+w');
    await expect.poll(() => history.isClosed()).toBe(true);
  } finally {
    await manager.stop();
  }
});
