// The contact list of the last run: there when Parley starts, before the server has said anything, and what becomes of it then.
import type { Locator, Page } from '@playwright/test';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonRecord } from '../src/server/memory/directory/person-record';
import type { LastList } from '../src/shared/domain/last-list';
import { accessibilityProblems } from './support/accessibility';
import { expect } from './support/fixtures';
import { HeldConnections } from './support/held-connections';
import { KeyStore } from './support/key-store';
import { signInToStay, test as base } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana as somebody, fillSignIn, kim, lee } from './support/people';
import { press } from './support/pointer';
import { filesThatTell } from './support/profile';
import { askedToRest, hide, hurry, windows } from './support/resting';
import type { Town } from './support/town';
import { TrayHost } from './support/tray-host';

const dana: PersonRecord = { ...somebody, groups: { Suppliers: [lee.uri], Harbour: [kim.uri] }, contacts: [] };

interface Fixtures {
  /** Parley has been there once, and signs in by itself from then on. */
  readonly stayed: {
    readonly start: () => Promise<Parley>;
    readonly town: Town;
    readonly before: HeldConnections;
    /** Another server stands behind that address from now on. */
    readonly behind: (url: string) => void;
  };
}

const test = base.extend<Fixtures>({
  stayed: async ({ launchParley, keyStore, newTown, profile }, use) => {
    void keyStore;
    const town = await newTown([dana, lee, kim]);
    town.arrive(lee);
    let { url } = town;
    const before = await HeldConnections.before(() => url);
    const start = () => launchParley({ userData: profile, args: KeyStore.args });
    const first = await start();
    const main = await signInToStay(first, before.url, dana);
    await expect(rowOf(main, lee)).toHaveAttribute('data-availability', 'available');
    await callBridge(main, 'settings:set', { signInAtStart: true });
    await first.close();
    await use({ start, town, before, behind: (other) => (url = other) });
    await before.stop();
  },
});

const rowOf = (page: Page, { uri }: PersonRecord): Locator =>
  page.locator(`[data-testid="contact-row"][data-uri="${uri}"]`);

/** A run in which somebody has written, and Parley has ended. */
async function talkOnce({ start, town }: Fixtures['stayed']): Promise<void> {
  const parley = await start();
  const main = await parley.mainWindow();
  await expect(rowOf(main, lee)).toHaveAttribute('data-availability', 'available');
  town.arrive(kim).invite(dana, 'Is noon fine?', 'Delivery');
  await main.getByTestId('invitation-accept').click();
  await expect((await conversationWindow(parley)).getByTestId('message-text')).toHaveText('Is noon fine?');
  await parley.close();
}

const noor = 'BEGIN:VCARD\r\nFN:Noor of the yard\r\nIMPP:sip:noor@example.com\r\nEND:VCARD\r\n';
const kept = (profile: string): string => join(profile, 'last-list.sealed');

test('it is there before the server answers, and the true one takes its place under the eyes', async ({
  stayed: { start, before },
  profile,
}) => {
  expect(filesThatTell(profile, ['Suppliers', lee.name]), 'the files that tell of somebody').toEqual([]);
  before.hold();
  const parley = await start();
  const main = await parley.mainWindow();
  const row = rowOf(main, lee);
  await expect(row).toBeVisible();
  await expect(row).toHaveAttribute('data-availability', 'unknown');
  await expect(main.getByTestId('self-name')).toHaveText(dana.name);
  await expect(main.getByTestId('availability-menu')).toContainText('Signing in…');
  await expect(main.getByTestId('signing-in-spoken')).toContainText(
    'Signing in… You see the contact list of last time.',
  );
  await expect(main.getByTestId('signin')).toHaveCount(0);
  await expect(main.getByTestId('group-row')).toHaveCount(2);
  expect(before.held).toBeGreaterThan(0);

  const search = main.getByTestId('contacts-search');
  await search.fill(kim.name.slice(0, 3));
  await expect(rowOf(main, lee)).toHaveCount(0);
  await search.fill('');
  // What cannot be yet says so, and waits.
  await rowOf(main, kim).dblclick();
  await expect(main.getByTestId('signing-in')).toContainText('The conversation opens as soon as you are signed in.');
  expect(await accessibilityProblems(main)).toEqual([]);
  await search.focus();
  await row.evaluate((element: HTMLElement) => void (element.dataset['same'] = 'yes'));

  before.release();
  await expect(row).toHaveAttribute('data-availability', 'available');
  await expect(row).toHaveAttribute('data-same', 'yes');
  await expect(search).toBeFocused();
  await expect(main.getByTestId('signing-in')).toHaveCount(0);
  await expect(main.getByTestId('signing-in-spoken')).toHaveText('Signed in');
  const opened = await parley.window((page) => page.url().includes('invitation'));
  await expect(opened.locator('body')).toContainText(kim.name);
});

test('what waits for the sign-in is not forgotten in the tray', async ({ stayed: { start, before } }) => {
  test.skip(process.platform !== 'linux', 'the tray is that of D-Bus');
  const tray = await TrayHost.start();
  try {
    before.hold();
    const parley = await start();
    const main = await parley.mainWindow();
    await rowOf(main, kim).dblclick();
    await expect(main.getByTestId('signing-in')).toContainText('The conversation opens as soon as you are signed in.');
    await hurry(parley);
    const asked = await askedToRest(main);
    await hide(parley, main, tray);
    await expect.poll(asked).toBeGreaterThan(2);
    before.release();
    const opened = await parley.window((page) => page.url().includes('invitation'));
    await expect(opened.locator('body')).toContainText(kim.name);
    await expect.poll(() => windows(parley)).toEqual({ count: 1, visible: 1 });
  } finally {
    await tray.stop();
  }
});

test('what was said lately stands above it, and nothing moves when the session has come', async ({ stayed }) => {
  const { start, before } = stayed;
  await talkOnce(stayed);

  before.hold();
  const parley = await start();
  const main = await parley.mainWindow();
  const recent = main.getByTestId('conversation-row');
  await expect(recent).toContainText('Is noon fine?');
  const places = async () => [await recent.boundingBox(), await rowOf(main, lee).boundingBox()];
  await expect.poll(async () => (await places()).every((place) => place !== null)).toBe(true);
  const then = await places();
  await main.keyboard.press('ControlOrMeta+k');
  await main.getByTestId('switcher-text').fill(kim.name);
  await expect(main.getByTestId('switcher-option').first()).toContainText(kim.name);
  await main.keyboard.press('Enter');
  await expect(main.getByTestId('signing-in')).toContainText('The conversation opens as soon as you are signed in.');
  before.release();
  await expect(rowOf(main, lee)).toHaveAttribute('data-availability', 'available');
  await expect(main.getByTestId('signing-in')).toHaveCount(0);
  expect(await places()).toEqual(then);
  await expect((await conversationWindow(parley)).getByTestId('message-text')).toHaveText('Is noon fine?');
});

test('a note that is saved or half-written while Parley signs in is neither lost nor asked for again', async ({
  stayed: { start, before },
}) => {
  before.hold();
  const parley = await start();
  const main = await parley.mainWindow();
  await expect(rowOf(main, lee)).toBeVisible();
  const [note, input] = [main.getByTestId('note'), main.getByTestId('note-input')];
  await note.click();
  await input.fill('On the quay');
  await input.press('Enter');
  await expect(main.getByTestId('note-saving')).toBeVisible();
  before.release();
  await expect(rowOf(main, lee)).toHaveAttribute('data-availability', 'available');
  await expect(main.getByTestId('note-saving')).toHaveCount(0);
  await expect(note).toHaveText('On the quay');
  await expect(input).toHaveCount(0);
  await expect.poll(() => callBridge(main, 'draft:load', 'note')).toMatchObject({ value: '' });
  await parley.close();

  before.hold();
  const again = await (await start()).mainWindow();
  await expect(rowOf(again, lee)).toBeVisible();
  await again.getByTestId('note').click();
  await again.getByTestId('note-input').fill('In the yar');
  before.release();
  await expect(rowOf(again, lee)).toHaveAttribute('data-availability', 'available');
  await expect(again.getByTestId('note-input')).toHaveValue('In the yar');
  await expect(again.getByTestId('note-input')).toBeFocused();
  await expect.poll(() => callBridge(again, 'draft:load', 'note')).toMatchObject({ value: 'In the yar' });
});

test('a note that is opened while Parley signs in is what the server tells, where nothing is typed', async ({
  stayed: { start, before },
}) => {
  const first = await start();
  const earlier = await first.mainWindow();
  await expect(rowOf(earlier, lee)).toHaveAttribute('data-availability', 'available');
  await callBridge(earlier, 'self:set-note', 'Vacation until Monday');
  await expect(earlier.getByTestId('note')).toHaveText('Vacation until Monday');
  await first.close();

  before.hold();
  const main = await (await start()).mainWindow();
  await expect(rowOf(main, lee)).toBeVisible();
  await main.getByTestId('note').click();
  const input = main.getByTestId('note-input');
  await expect(input).toHaveValue('');
  before.release();
  await expect(rowOf(main, lee)).toHaveAttribute('data-availability', 'available');
  await expect(input).toHaveValue('Vacation until Monday');
  await expect(input).toBeFocused();
  await input.press('Enter');
  await expect(main.getByTestId('note')).toHaveText('Vacation until Monday');
});

test('nothing is said of levels before they are told', async ({ stayed: { start, before } }) => {
  const first = await start();
  const earlier = await first.mainWindow();
  await expect(rowOf(earlier, lee)).toHaveAttribute('data-availability', 'available');
  await callBridge(earlier, 'access:set', { member: { type: 'uri', value: lee.uri }, level: 'team' });
  await callBridge(earlier, 'settings:set', { contactView: 'access' });
  await first.close();

  before.hold();
  const main = await (await start()).mainWindow();
  await expect(rowOf(main, lee)).toBeVisible();
  await expect(main.getByTestId('group-row').filter({ hasText: 'Suppliers' })).toBeVisible();
  await rowOf(main, lee).click({ button: 'right' });
  await main.getByRole('menuitem', { name: 'What they see of me' }).click();
  await expect(main.getByRole('menuitemradio', { name: /^Team/u })).toBeVisible();
  await expect(main.getByRole('menuitemradio', { checked: true })).toHaveCount(0);
  await main.keyboard.press('Escape');
  await main.keyboard.press('Escape');
  await main.getByTestId('main-menu').click();
  await main.getByRole('menuitem', { name: 'Who sees what of me…' }).click();
  await expect(main.getByTestId('access-later')).toBeVisible();
  before.release();
  const team = main.locator('[data-testid=access-level][data-level=team]');
  await expect(team).toContainText(lee.name);
  await main.keyboard.press('Escape');
  await expect(main.getByTestId('group-row').filter({ hasText: 'Team' })).toBeVisible();
});

test('a list that has changed meanwhile is the true one as soon as it is told, and what was meant by a group stays that group', async ({
  stayed: { start, before, behind },
  newTown,
}) => {
  // The server numbers its groups anew.
  const changed = { ...dana, groups: { Aaa: [kim.uri], Harbour: [kim.uri], Suppliers: [kim.uri] } };
  behind((await newTown([changed, lee, kim])).url);
  before.hold();
  const main = await (await start()).mainWindow();
  await expect(rowOf(main, lee)).toBeVisible();
  const groups = main.getByTestId('group-row');
  await groups.filter({ hasText: 'Suppliers' }).click();
  await expect(rowOf(main, lee)).toHaveCount(0);
  before.release();
  await expect(groups).toHaveCount(3);
  await expect(main.locator('[data-testid="contact-row"]')).toHaveCount(2);
  await expect(groups.filter({ hasText: 'Suppliers' })).toHaveAttribute('aria-expanded', 'false');
  await expect(groups.filter({ hasText: 'Harbour' })).toHaveAttribute('aria-expanded', 'true');
  await expect(rowOf(main, lee)).toHaveCount(0);
});

test('a server that cannot be reached is waited for beside the list, and whoever does not want to wait finds the form', async ({
  stayed: { start, before },
}) => {
  before.hold();
  const parley = await start();
  const main = await parley.mainWindow();
  await expect(rowOf(main, lee)).toBeVisible();
  await before.stop();
  const waiting = main.getByTestId('signin-waiting');
  await expect(waiting).toContainText('Waiting for the server');
  await expect(rowOf(main, lee)).toBeVisible();
  expect(await accessibilityProblems(main)).toEqual([]);
  await main.getByTestId('signin-cancel').click();
  await expect(main.getByTestId('signin-user')).toHaveValue(dana.user);
  await expect(main.getByTestId('contacts')).toHaveCount(0);
});

test('between two attempts windows stay open, the history is there, and a conversation opens when somebody is signed in', async ({
  stayed,
}) => {
  const { start, before } = stayed;
  await talkOnce(stayed);

  before.hold();
  const parley = await start();
  const main = await parley.mainWindow();
  await expect(main.getByTestId('conversation-row')).toContainText('Is noon fine?');
  await callBridge(main, 'window:open-history', undefined);
  const history = await parley.window((page) => page.url().includes('history'));
  await history.getByTestId('history-search').fill('noon');
  await history.getByTestId('history-hit').click();
  await history.getByTestId('history-open-here').click();
  const thread = await conversationWindow(parley);
  await expect(thread.getByTestId('conversation-awaited')).toContainText('as soon as you are signed in');

  before.refuse();
  await expect(main.getByTestId('signin-waiting')).toContainText('Waiting for the server');
  await expect(history.getByTestId('history-not-kept')).toHaveCount(0);
  await expect(history.getByTestId('history-hit')).toHaveCount(1);
  // Longer than it takes a history to be closed after a sign-out.
  await history.waitForTimeout(1_500);
  await history.getByTestId('history-search').fill('fine');
  await expect(history.getByTestId('history-hit')).toHaveCount(1);
  await expect(thread.getByTestId('conversation-awaited')).toBeVisible();

  before.release();
  await main.getByRole('button', { name: 'Try now' }).click();
  await expect(thread.getByTestId('message-text')).toHaveText('Is noon fine?');
  await expect(history.getByTestId('history-hit')).toHaveCount(1);
});

test('between two attempts what is under way stays, and who does not want to wait leaves nothing on the screen', async ({
  stayed: { start, before },
}) => {
  before.hold();
  const parley = await start();
  const main = await parley.mainWindow();
  await expect(rowOf(main, lee)).toBeVisible();
  await callBridge(main, 'window:open-history', undefined);
  const history = await parley.window((page) => page.url().includes('history'));
  await history.getByTestId('history-search').waitFor();
  await press(main.getByTestId('main-menu'));
  await press(main.getByRole('menuitem', { name: 'Contacts to and from files' }));
  await press(main.getByRole('menuitem', { name: 'Import contacts' }));
  const person = { name: 'noor.vcf', mimeType: 'text/vcard', buffer: Buffer.from(noor) };
  await main.getByTestId('import-file').setInputFiles(person);
  await expect(main.getByTestId('import-person')).toHaveText(/Noor of the yard/u);
  before.refuse();
  await expect(main.getByTestId('signin-waiting')).toBeVisible();
  expect(history.isClosed()).toBe(false);
  await expect(main.getByTestId('import-person')).toHaveText(/Noor of the yard/u);
  await main.keyboard.press('Escape');
  await main.getByTestId('signin-cancel').click();
  await expect(main.getByTestId('signin-user')).toHaveValue(dana.user);
  await expect.poll(() => history.isClosed()).toBe(true);
});

test('what is done with the list while Parley signs in is done as soon as it is told', async ({
  stayed: { start, before },
}) => {
  before.hold();
  const main = await (await start()).mainWindow();
  await expect(rowOf(main, lee)).toBeVisible();
  const list = await callBridge(main, 'contacts:last-list', undefined);
  const { groups } = JSON.parse((list.ok && list.value) || '') as LastList;
  const idOf = (wanted: string): number => groups.find(({ name }) => name === wanted)!.id;
  const [from, to] = [idOf('Suppliers'), idOf('Harbour')];
  const done = Promise.all([
    callBridge(main, 'contact:remove', kim.uri),
    callBridge(main, 'contact:update', { uri: lee.uri, into: [to], outOf: [from] }),
    callBridge(main, 'group:rename', { id: to, name: 'Yard' }),
    callBridge(main, 'group:add', 'Friends'),
  ]);
  before.release();
  expect((await done).map(({ ok }) => ok)).toEqual([true, true, true, true]);
  await expect(main.getByTestId('group-row')).toHaveText([/Friends/u, /Suppliers/u, /Yard/u]);
  await expect(main.getByTestId('contact-row')).toContainText([lee.name]);
});

test('a conversation that is pinned or read while Parley signs in is so when the session has come', async ({
  stayed,
}) => {
  const { start, before, town } = stayed;
  const first = await start();
  const earlier = await first.mainWindow();
  await expect(rowOf(earlier, lee)).toHaveAttribute('data-availability', 'available');
  const kims = town.arrive(kim);
  kims.invite(dana, 'Is noon fine?', 'Delivery');
  await earlier.getByTestId('invitation-accept').click();
  const thread = await conversationWindow(first);
  await expect(thread.getByTestId('message-text')).toHaveText('Is noon fine?');
  await callBridge(thread, 'window:close', undefined);
  kims.say('Or one?');
  await expect(earlier.getByTestId('conversation-row')).toContainText('Or one?');
  await first.close();

  before.hold();
  const main = await (await start()).mainWindow();
  const recent = main.getByTestId('conversation-row');
  await expect(recent).toContainText('Or one?');
  const choose = async (name: string): Promise<void> => {
    await recent.click({ button: 'right' });
    await press(main.getByRole('menuitem', { name }));
  };
  await choose('Mark as read');
  await choose('Pin');
  before.release();
  // A menu that is open by then stays as it was.
  await expect(recent).toContainText('Pinned');
  await recent.click({ button: 'right' });
  await expect(main.getByRole('menuitem', { name: 'Unpin' })).toBeVisible();
  await expect(main.getByRole('menuitem', { name: 'Mark as read' })).toHaveCount(0);
});

test('what was meant for one user is not done for another who comes', async ({
  stayed: { start, before, behind },
  newTown,
}) => {
  // The same way in leads to another user, in whose history other conversations go by the same names.
  const other = { ...dana, uri: 'sip:d.reyes@example.com', name: 'D. Reyes' };
  behind((await newTown([other, lee, kim])).url);
  before.hold();
  const parley = await start();
  const main = await parley.mainWindow();
  await expect(rowOf(main, lee)).toBeVisible();
  const removed = callBridge(main, 'contact:remove', lee.uri);
  await rowOf(main, kim).dblclick();
  await expect(main.getByTestId('signing-in')).toContainText('The conversation opens as soon as you are signed in.');
  before.release();
  await expect(main.getByTestId('self-name')).toHaveText(other.name);
  expect(await removed).toMatchObject({ ok: false, failure: { code: 'not-signed-in' } });
  await expect(rowOf(main, lee)).toHaveAttribute('data-availability', /./u);
  expect(parley.app.windows()).toHaveLength(1);
});

test('a password that is refused leads to the form, and says so', async ({
  stayed: { start, before, behind },
  newTown,
}) => {
  behind((await newTown([{ ...dana, password: 'another one' }, lee, kim])).url);
  before.hold();
  const main = await (await start()).mainWindow();
  await expect(rowOf(main, lee)).toBeVisible();
  before.release();
  await expect(main.getByTestId('signin-user')).toHaveValue(dana.user);
  await expect(main.getByTestId('signin-error')).toHaveAttribute('data-code', 'wrong-password');
  await expect(main.getByTestId('contacts')).toHaveCount(0);
});

test('one that cannot be read is none, and the next one takes its place', async ({
  stayed: { start, before },
  profile,
}) => {
  const whole = readFileSync(kept(profile));
  for (const damaged of [whole.subarray(0, 40), Buffer.concat([whole.subarray(0, -16), whole.subarray(0, 16)]), '[]']) {
    writeFileSync(kept(profile), damaged);
    before.hold();
    const parley = await start();
    const main = await parley.mainWindow();
    await expect(main.getByTestId('signin')).toBeVisible();
    await expect(main.getByTestId('contacts')).toHaveCount(0);
    before.release();
    await expect(rowOf(main, lee)).toHaveAttribute('data-availability', 'available');
    await parley.close();
  }
  before.hold();
  await expect(rowOf(await (await start()).mainWindow(), lee)).toBeVisible();
});

test('nothing of it stays where the person signs out, or does not want to be signed in; a guest leaves none', async ({
  stayed: { start, before },
  profile,
}) => {
  const parley = await start();
  const main = await parley.mainWindow();
  await expect(rowOf(main, lee)).toHaveAttribute('data-availability', 'available');
  expect(existsSync(kept(profile))).toBe(true);
  await callBridge(main, 'settings:set', { signInAtStart: false });
  await expect.poll(() => existsSync(kept(profile))).toBe(false);
  await callBridge(main, 'settings:set', { signInAtStart: true });
  await expect.poll(() => existsSync(kept(profile)), { timeout: 15_000 }).toBe(true);

  await callBridge(main, 'session:sign-out', undefined);
  await main.getByTestId('signin').waitFor();
  await expect.poll(() => existsSync(kept(profile))).toBe(false);
  await main.getByTestId('signin-public').check();
  await fillSignIn(main, before.url, dana);
  await expect(rowOf(main, lee)).toBeVisible();
  await parley.close();
  expect(existsSync(kept(profile))).toBe(false);
});
