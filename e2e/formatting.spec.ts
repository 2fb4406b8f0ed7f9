// What is shown of the look of a message is what the others see: between two it is carried, among several it is not, and the bar says so.
import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessibilityProblems } from './support/accessibility';
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { signInAgain, signInToStay, test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, kim, lee, openInvitation, signIn } from './support/people';
import { press } from './support/pointer';
import { openSettings } from './support/settings';

const why = 'Formatting is off: in a conference everybody gets plain text.';
const tools = ['font', 'bold', 'italic', 'underline', 'strike', 'color', 'rtl', 'reset'];

const isInvitation = (page: Page) => page.url().includes('#/invitation');
const weight = (element: Locator) => element.evaluate((found) => getComputedStyle(found).fontWeight);

/** Nothing of the bar but the emoji does anything, and each of its tools says why. */
async function expectOff(page: Page, field: Locator): Promise<void> {
  await expect(page.getByTestId('format-off')).toHaveText(why);
  await expect(page.getByTestId('format-off')).toHaveAttribute('role', 'status');
  for (const name of tools) {
    const tool = page.getByTestId(`format-${name}`);
    await expect(tool).toHaveAttribute('aria-disabled', 'true');
    await expect(tool).toHaveAccessibleDescription(why);
    // The sign is faint, the ring of the focus around it is not.
    await expect(tool).toHaveCSS('opacity', '1');
    await expect(tool.locator('svg')).toHaveCSS('opacity', '0.45');
  }
  await expect(page.getByTestId('format-bar')).toHaveAccessibleDescription(why);
  await expect(page.getByTestId('format-emoji')).not.toHaveAttribute('aria-disabled');
  await press(page.getByTestId('format-bold'));
  await press(page.getByTestId('format-font'));
  await press(page.getByTestId('format-color'));
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(page.getByTestId('format-color-option')).toHaveCount(0);
  await field.focus();
  await page.keyboard.press('ControlOrMeta+B');
  await expect(page.getByTestId('format-bold')).toHaveAttribute('aria-pressed', 'false');
  expect(await weight(field)).toBe('400');
}

async function expectOn(page: Page): Promise<void> {
  await expect(page.getByTestId('format-off')).toBeEmpty();
  await expect(page.getByTestId('format-bold')).not.toHaveAttribute('aria-disabled');
  await expect(page.getByTestId('format-bold')).toHaveAccessibleDescription('');
}

async function choose(page: Page, name: string): Promise<void> {
  const picker = page.getByTestId('invitation-to');
  await picker.fill(name);
  await page.getByRole('option').first().waitFor();
  await picker.press('Enter');
}

async function invite(parley: Parley, main: Page, to: readonly string[]): Promise<Page> {
  await callBridge(main, 'window:open-invitation', { to: [...to] });
  return parley.window(isInvitation);
}

test('between two a look is carried; two become three while a bold draft stands, and nothing shown is untrue', async ({
  launchParley,
  startServer,
}) => {
  test.slow();
  const { url } = await startServer([dana, lee, kim], ['--poll-wait', '100']);
  const [danas, lees, kims] = [await launchParley(), await launchParley(), await launchParley()];
  await signIn(danas, url, dana);
  const leeMain = await signIn(lees, url, lee);
  const kimMain = await signIn(kims, url, kim);

  const invitation = await openInvitation(danas, lee.uri);
  await press(invitation.getByTestId('format-bold'));
  // The wire has no size, so none is offered.
  await expect(invitation.getByRole('toolbar').getByRole('button', { name: /size/iu })).toHaveCount(0);
  await invitation.getByTestId('invitation-text').pressSequentially('Noon?');
  expect(await weight(invitation.getByTestId('invitation-text'))).toBe('700');
  await press(invitation.getByTestId('invitation-send'));
  await leeMain.getByTestId('invitation-accept').click();
  const page = await conversationWindow(danas);
  const theirs = await conversationWindow(lees);
  await page.locator('[data-testid=conversation][data-state=connected]').waitFor();
  const field = page.getByTestId('composer-text');
  const own = page.getByTestId('message-text');

  // It goes on as it was begun, and looks alike on both sides.
  await expectOn(page);
  await expect(page.getByTestId('format-bold')).toHaveAttribute('aria-pressed', 'true');
  await field.focus();
  await page.keyboard.press('ControlOrMeta+I');
  await page.keyboard.type('At the dock');
  expect(await weight(field)).toBe('700');
  await page.keyboard.press('Enter');
  for (const text of [own.last(), theirs.getByTestId('message-text').last()]) {
    await expect(text).toHaveText('At the dock');
    await expect(text).toHaveCSS('font-weight', '700');
    await expect(text).toHaveCSS('font-style', 'italic');
  }

  // Somebody joins while words stand there in bold.
  await page.keyboard.type('half a thought');
  await press(page.getByTestId('conversation-invite'));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').fill(kim.uri);
  await page.keyboard.press('Enter');
  await press(dialog.getByTestId('conversation-invite-send'));
  await kimMain.getByTestId('invitation-accept').click();
  await expect(page.getByTestId('format-off')).toHaveText(why);
  await page.locator('[data-testid=conversation][data-state=connected]').waitFor();
  await expect(field).toHaveValue('half a thought');
  await expectOff(page, field);
  expect(await accessibilityProblems(page)).toEqual([]);

  await field.focus();
  await page.keyboard.press('Enter');
  for (const text of [
    own.last(),
    theirs.getByTestId('message-text').last(),
    (await conversationWindow(kims)).getByTestId('message-text').last(),
  ]) {
    await expect(text).toHaveText('half a thought');
    await expect(text).toHaveCSS('font-weight', '400');
    await expect(text).toHaveCSS('font-style', 'normal');
  }
  // What was said between two stays as it was said.
  await expect(own.filter({ hasText: 'At the dock' })).toHaveCSS('font-weight', '700');
});

test('the bar of a conference is off, says why, and is walked by keys', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee, kim]);
  town.arrive(lee);
  town.arrive(kim);
  const parley = await launchParley();
  const invitation = await invite(parley, await signIn(parley, town.url, dana), [lee.uri, kim.uri]);
  await expectOff(invitation, invitation.getByTestId('invitation-text'));
  await invitation.getByTestId('invitation-text').fill('Shift plan?');
  await press(invitation.getByTestId('invitation-send'));
  const page = await conversationWindow(parley);
  await page.locator('[data-testid=conversation][data-state=connected]').waitFor();
  const field = page.getByTestId('composer-text');
  await expectOff(page, field);

  await field.focus();
  await page.keyboard.press('Tab');
  const walked: string[] = [];
  for (let count = 0; count < 9; count += 1) {
    walked.push((await page.locator(':focus').getAttribute('data-testid')) ?? '');
    if (walked.at(-1) !== 'format-emoji') await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
  }
  expect(walked.sort()).toEqual([...tools, 'emoji'].map((name) => `format-${name}`).sort());
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(page.getByTestId('format-bold')).toHaveAttribute('aria-pressed', 'false');

  // An emoji is text.
  await press(page.getByTestId('format-emoji'));
  await press(page.getByTestId('emoji-option').first());
  await expect(field).not.toHaveValue('');
});

test('in the invitation the look waits while there are several, and is there again for one', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([dana, lee, kim]);
  town.arrive(lee);
  const parley = await launchParley();
  await signIn(parley, town.url, dana);
  const invitation = await openInvitation(parley, lee.uri);
  const text = invitation.getByTestId('invitation-text');
  await press(invitation.getByTestId('format-bold'));
  await press(invitation.getByTestId('format-color'));
  await press(invitation.locator('[data-testid=format-color-option][data-color="#0000ff"]'));
  await text.fill('Noon?');
  await expectOn(invitation);
  expect(await weight(text)).toBe('700');

  await choose(invitation, 'Kim');
  await expect(invitation.getByTestId('invitation-chip')).toHaveCount(2);
  await expectOff(invitation, text);
  await expect(text).toHaveValue('Noon?');
  expect(await accessibilityProblems(invitation)).toEqual([]);

  await press(invitation.getByRole('button', { name: 'Remove Kim Okafor' }));
  await expectOn(invitation);
  await expect(invitation.getByTestId('format-bold')).toHaveAttribute('aria-pressed', 'true');
  await expect(text).toHaveCSS('font-weight', '700');
  await expect(text).not.toHaveCSS('color', 'rgb(0, 0, 0)');
  await press(invitation.getByTestId('invitation-send'));
  const page = await conversationWindow(parley);
  await expect(page.getByTestId('message-text').first()).toHaveCSS('font-weight', '700');
});

test('the last look is remembered by person, over a restart, and sealed', async ({
  launchParley,
  newTown,
  profile,
  keyStore,
}) => {
  void keyStore;
  const town = await newTown([dana, lee, kim]);
  town.arrive(lee);
  const options = { userData: profile, args: KeyStore.args };
  const first = await launchParley(options);
  await signInToStay(first, town.url, dana);
  const invitation = await openInvitation(first, lee.uri);
  await press(invitation.getByTestId('format-bold'));
  await invitation.getByTestId('invitation-text').fill('Noon?');
  await press(invitation.getByTestId('invitation-send'));
  const page = await conversationWindow(first);
  await expect(page.getByTestId('format-bold')).toHaveAttribute('aria-pressed', 'true');
  await press(page.getByTestId('format-underline'));
  const main = await first.mainWindow();
  const remembered = async () => {
    const answer = await callBridge(main, 'settings:get', undefined);
    return answer.ok ? answer.value.messageStyles : [];
  };
  await expect
    .poll(remembered)
    .toEqual([{ uri: lee.uri, style: { bold: true, italic: false, underline: true, strike: false } }]);
  await first.close();
  expect(readFileSync(join(profile, 'settings.json'), 'utf8')).not.toContain('lee@');

  const second = await launchParley(options);
  const again = await signInAgain(second);
  const toLee = await invite(second, again, [lee.uri]);
  await expect(toLee.getByTestId('format-bold')).toHaveAttribute('aria-pressed', 'true');
  await expect(toLee.getByTestId('format-underline')).toHaveAttribute('aria-pressed', 'true');
  await press(toLee.getByRole('button', { name: 'Remove Lee Park' }));
  await expect(toLee.getByTestId('format-bold')).toHaveAttribute('aria-pressed', 'false');
  await choose(toLee, 'Kim');
  await expect(toLee.getByTestId('invitation-chip')).toContainText('Kim Okafor');
  await expect(toLee.getByTestId('format-bold')).toHaveAttribute('aria-pressed', 'false');
  await expect(toLee.getByTestId('invitation-text')).toHaveCSS('font-weight', '400');
});

test('the look of the settings is that of messages to everybody for whom none was chosen', async ({
  launchParley,
  newTown,
}) => {
  const parley = await launchParley();
  const main = await signIn(parley, (await newTown([dana, lee, kim])).url, dana);
  const toLee = await openInvitation(parley, lee.uri);
  const field = toLee.getByTestId('invitation-text');
  expect(await weight(field)).toBe('400');
  const settings = await openSettings(parley, 'conversations');
  await expect(settings.getByTestId('format-emoji')).toHaveCount(0);
  await press(settings.getByTestId('setting-messageStyle').getByTestId('format-bold'));
  await expect.poll(() => weight(settings.getByTestId('style-example'))).toBe('700');
  await expect.poll(() => weight(field)).toBe('700');
  await expect(toLee.getByTestId('format-bold')).toHaveAttribute('aria-pressed', 'true');
  expect(await accessibilityProblems(settings)).toEqual([]);
  // Another one, chosen there, goes before it.
  await press(toLee.getByTestId('format-bold'));
  expect(await weight(field)).toBe('400');
  expect(await callBridge(main, 'settings:get', undefined)).toMatchObject({ value: { messageStyle: { bold: true } } });
});
