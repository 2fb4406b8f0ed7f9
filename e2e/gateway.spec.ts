// Parley at a gateway: a real ejabberd behind it, somebody with another program on the other side, and in words what there is not.
import type { Page } from '@playwright/test';
import { startGatewayDemo, type GatewayDemo } from '../test/gateway/demo';
import { missingPrograms } from '../test/xmpp/rig/programs';
import { accessibilityProblems } from './support/accessibility';
import { startPeer } from './support/command-line-peer';
import { expect, test } from './support/fixtures';
import { callBridge, conversationWindow, fillSignIn } from './support/people';
import { startPlainXmpp, type PlainXmpp } from './support/plain-xmpp';
import { openSettings } from './support/settings';

// `npm test` installs the services where nobody has to be asked.
const missing = missingPrograms();
test.skip(missing.length > 0, `this computer does not have ${missing.join(', ')}`);
test.describe.configure({ timeout: 180_000 });

let demo: GatewayDemo;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  demo = await startGatewayDemo();
});
test.afterAll(async () => {
  test.setTimeout(60_000);
  await demo?.stop();
});

const account = (name: string) => demo.people.find(({ user }) => user === name)!;
const uriOf = (name: string): string => `sip:${name}@${demo.domain}`;
const personOf = (name: string) => ({ ...account(name), uri: uriOf(name) });
const row = (page: Page, name: string) => page.locator(`[data-testid=contact-row][data-uri="${uriOf(name)}"]`);
const hears = (who: PlainXmpp, text: string) =>
  expect
    .poll(() => who.facts.some((fact) => fact.kind === 'heard' && fact.text === text), { timeout: 30_000 })
    .toBe(true);

/** Starts somebody and has them end with the test, whatever becomes of it. */
const others: { stop(): Promise<void> }[] = [];
test.afterEach(async () => {
  for (const other of others.splice(0)) await other.stop();
});
async function kept<T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const other = await starting;
  others.push(other);
  return other;
}

test('signs in, sees who is there, talks with somebody of another program, and has a conference with them', async ({
  launchParley,
}) => {
  const kim = await kept(startPlainXmpp(demo, account('kim')));
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await fillSignIn(main, demo.url, personOf('dana'));
  await expect(main.getByTestId('self-name')).toHaveText('Dana Reyes', { timeout: 30_000 });
  await expect(row(main, 'kim')).toContainText('With another program', { timeout: 30_000 });
  await expect(row(main, 'mei')).toContainText('Offline');
  await expect(main.getByTestId('contacts')).toContainText('Suppliers');
  await expect
    .poll(() => kim.facts.some((fact) => fact.kind === 'presence' && fact.from.startsWith('dana@')))
    .toBe(true);

  kim.say(`dana@${demo.domain}`, 'Is the dock free? <b>&amp;</b>');
  const card = main.getByTestId('invitation-card');
  await expect(card).toContainText('Kim Okafor', { timeout: 30_000 });
  await card.getByTestId('invitation-accept').click();
  const talk = await conversationWindow(parley);
  await expect(talk.getByTestId('message-text').first()).toHaveText('Is the dock free? <b>&amp;</b>');
  await talk.locator('[data-testid=conversation][data-state=connected]').waitFor();
  await talk.getByTestId('composer-text').fill('From noon on');
  await talk.keyboard.press('Enter');
  await hears(kim, 'From noon on');
  kim.say(`dana@${demo.domain}`, 'Then at noon');
  await expect(talk.getByTestId('message-text').last()).toHaveText('Then at noon');

  const lee = await kept(startPeer(demo.url, personOf('lee')));
  const conversationId = new URL(talk.url()).hash.split('/conversation/')[1]!;
  await callBridge(talk, 'conversation:invite', {
    conversationId: decodeURIComponent(conversationId),
    uris: [uriOf('lee')],
  });
  let room = '';
  await expect
    .poll(() => (room = kim.facts.flatMap((fact) => (fact.kind === 'room' ? [fact.room] : []))[0] ?? ''), {
      timeout: 30_000,
    })
    .not.toBe('');
  await talk.getByTestId('conversation-roster').click();
  await expect(talk.getByTestId('roster-person')).toHaveCount(2, { timeout: 30_000 });
  kim.say(room, 'All here', 'groupchat');
  await expect(talk.getByTestId('message-text').last()).toHaveText('All here');
  await expect.poll(() => lee.heard.includes('All here'), { timeout: 30_000 }).toBe(true);
  await talk.getByTestId('composer-text').fill('Then let us begin');
  await talk.keyboard.press('Enter');
  await hears(kim, 'Then let us begin');
  await expect.poll(() => lee.heard.includes('Then let us begin'), { timeout: 30_000 }).toBe(true);

  await main.getByTestId('main-menu').click();
  await main.getByRole('menuitem', { name: 'Sign out' }).click();
  await main.getByTestId('signin-submit').waitFor();
  await expect
    .poll(() => kim.facts.some((fact) => fact.kind === 'presence' && fact.from.startsWith('dana@') && !fact.isThere))
    .toBe(true);
});

test('says in words what there is not: Windows sign-in, levels that hide something, calls', async ({
  launchParley,
}) => {
  const parley = await launchParley();
  const main = await parley.mainWindow();
  await main.getByTestId('signin-options').click();
  await main.getByTestId('signin-method').click();
  await main.getByRole('option', { name: 'Windows account' }).click();
  await fillSignIn(main, demo.url, personOf('mei'));
  const error = main.getByTestId('signin-error');
  await expect(error).toHaveAttribute('data-code', 'no-windows-sign-in', { timeout: 30_000 });
  await expect(error).toContainText('This server cannot sign you in with your Windows account.');
  await main.getByTestId('signin-method').click();
  await main.getByRole('option', { name: 'User name and password' }).click();
  await fillSignIn(main, demo.url, personOf('mei'));
  await main.getByTestId('contacts').waitFor();

  await main.getByTestId('main-menu').click();
  await main.getByRole('menuitem', { name: 'Who sees what of me' }).click();
  const levels = main.getByRole('dialog', { name: 'Who sees what of me' });
  await expect(levels).toContainText('This server shows the same to everybody you let in, whatever their level.');
  const team = levels.locator('[data-testid=access-level][data-level=team]');
  await expect(team).toContainText('What everybody sees; may interrupt “Do not disturb”');
  await expect(levels.getByTestId('access-preview-toggle')).toHaveCount(0);
  expect(await accessibilityProblems(main)).toEqual([]);
  await main.keyboard.press('Escape');

  await row(main, 'lee').getByTestId('card-avatar').click();
  await expect(main.getByTestId('card-access')).toHaveText('What everybody sees whom you let in');
  await main.keyboard.press('Escape');

  const settings = await openSettings(parley, 'account');
  await expect(settings.getByTestId('server-lacks')).toContainText('Calls: they ring at your telephone alone.');
  expect(await accessibilityProblems(settings)).toEqual([]);
});
