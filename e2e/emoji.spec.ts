// Emoji: chosen from the picker, completed by name while writing, and classic signs shown as one where somebody wants it.
import type { Page } from '@playwright/test';
import { accessibilityProblems } from './support/accessibility';
import { expect, type Fixtures } from './support/fixtures';
import { test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, kim, lee, openInvitation, signIn } from './support/people';
import { openSettings } from './support/settings';
import { press, setWidth } from './support/pointer';
import type { Resident, Town } from './support/town';

interface Talk {
  readonly parley: Parley;
  readonly main: Page;
  readonly page: Page;
  readonly lees: Resident;
}

async function talk(launchParley: Fixtures['launchParley'], town: Town, userData?: string): Promise<Talk> {
  const parley = await launchParley(userData === undefined ? {} : { userData });
  const main = await signIn(parley, town.url, dana);
  const lees = town.arrive(lee);
  lees.invite(dana, 'Is the blue crane free?');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(parley);
  await page.locator('[data-testid=conversation][data-state=connected]').waitFor();
  return { parley, main, page, lees };
}

test('is found by its German name where the program speaks German, and by the same code', async ({
  launchParley,
  newTown,
}) => {
  const { main, page } = await talk(launchParley, await newTown([dana, lee, kim]));
  await callBridge(main, 'settings:set', { language: 'de' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await press(page.getByTestId('format-emoji'));
  const search = page.getByTestId('emoji-search');
  for (const typed of ['daumen hoch', 'thumbsup']) {
    await search.fill(typed);
    const first = page.getByTestId('emoji-option').first();
    await expect(first).toHaveAttribute('data-sign', '👍');
    await expect(first).toHaveAccessibleName(/Daumen/u);
  }
});

test('is chosen from the picker by name, by kind and by keys, in the colour of skin that was chosen before', async ({
  launchParley,
  newTown,
}) => {
  test.slow();
  const { parley, page } = await talk(launchParley, await newTown([dana, lee, kim]));
  const field = page.getByTestId('composer-text');
  await field.focus();
  await page.keyboard.type('well  done');
  for (let count = 0; count < 5; count += 1) await page.keyboard.press('ArrowLeft');

  // By name: it comes where the caret is, and writing goes on.
  await press(page.getByTestId('format-emoji'));
  const search = page.getByTestId('emoji-search');
  await expect(search).toBeFocused();
  await page.keyboard.type('thumbs up');
  await expect(page.getByTestId('emoji-option').first()).toHaveAttribute('data-sign', '👍');
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('well 👍 done');
  await page.keyboard.type('!');
  await expect(field).toHaveValue('well 👍! done');
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(field).toHaveValue('well  done');

  // By keys: Tab leads to the bar, the arrows into the grid; what was used last stands first.
  await press(page.getByTestId('format-emoji'));
  await expect(search).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator(':focus')).toHaveAccessibleName('thumbs up');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator(':focus')).toHaveAccessibleName('grinning face');
  await expect(page.getByTestId('emoji-shown')).toContainText(':grinning');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');
  const end = await page.locator(':focus').getAttribute('data-sign');
  for (let count = 0; count < 20; count += 1) await page.keyboard.press('PageDown');
  await expect(page.locator(':focus')).toBeInViewport();
  expect(await page.locator(':focus').getAttribute('data-sign')).not.toBe(end);
  // A letter goes on with the name.
  await page.keyboard.type('rocket');
  await expect(search).toHaveValue('rocket');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(search).toBeFocused();
  await page.keyboard.type('no such thing');
  await expect(page.getByTestId('emoji-none')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('emoji-picker')).toHaveCount(0);

  // By kind, with the pointer, and in another colour of skin.
  await press(page.getByTestId('format-emoji'));
  await press(page.getByTestId('emoji-tone'));
  await press(page.locator('[data-testid=emoji-tone-option][data-tone="4"]'));
  await press(page.locator('[data-testid=emoji-kinds] [data-kind=people]'));
  await press(page.locator('[data-testid=emoji-option][data-sign="👋🏾"]'));
  await expect(field).toHaveValue('well 👋🏾 done');
  const other = await openInvitation(parley, kim.uri);
  await press(other.getByTestId('format-emoji'));
  const lately = other.locator('[data-testid=emoji-option]');
  await expect(lately.first()).toHaveAttribute('data-sign', '👋🏾');
  await expect(lately.nth(1)).toHaveAttribute('data-sign', '👍');
});

test('is completed by its name, and by nothing else that has a colon', async ({ launchParley, newTown }) => {
  test.slow();
  const { parley, page, lees } = await talk(launchParley, await newTown([dana, lee, kim]));
  const field = page.getByTestId('composer-text');
  const list = page.getByTestId('emoji-list');
  await field.focus();
  for (const none of ['http://', 'mailto:lee', '12:30', ':-)', ':D', 'std::move', '`:ok', 'x:ok']) {
    await page.keyboard.type(none);
    await expect(field).toHaveValue(none);
    await expect(list).toHaveCount(0);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
  }

  await page.keyboard.type('off we go :rocke');
  await expect(list).toBeVisible();
  await expect(list.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await expect(list.getByRole('option').first()).toContainText(':rocket:');
  expect(await accessibilityProblems(page)).toEqual([]);
  // Enter takes it, and sends nothing.
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('off we go 🚀');
  await expect(page.getByTestId('message')).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(field).toHaveValue('off we go :rocke');

  // Escape leaves it, and the window stays; then Enter sends what stands there.
  await page.keyboard.type('t');
  await expect(list).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await page.keyboard.press('Backspace');
  await page.keyboard.type('t');
  await expect(field).toHaveValue('off we go :rocket');
  await expect(list).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect.poll(() => lees.heard).toContain('off we go :rocket');

  await page.keyboard.type(':heart');
  await page.keyboard.press('ArrowDown');
  const second = list.getByRole('option').nth(1);
  await expect(second).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute('aria-activedescendant', (await second.getAttribute('id')) ?? '');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue('❤️');
  await expect(field).toBeFocused();
  await page.keyboard.type(' and :tad');
  await press(list.getByRole('option').first());
  await expect(field).toHaveValue('❤️ and 🎉');
  await page.keyboard.press('Enter');
  await expect.poll(() => lees.heard).toContain('❤️ and 🎉');

  // In the invitation as well, and in the narrowest window.
  const invitation = await openInvitation(parley, kim.uri);
  await setWidth(parley, 'invitation', 380);
  await invitation.getByTestId('invitation-text').focus();
  await invitation.keyboard.type(':coff');
  await expect(invitation.getByTestId('emoji-list')).toBeInViewport({ ratio: 1 });
  await invitation.keyboard.press('Enter');
  await expect(invitation.getByTestId('invitation-text')).toHaveValue('☕');
});

test('classic signs are shown as emoji only where somebody wants it, never in code, and copied as they were sent', async ({
  launchParley,
  newTown,
}) => {
  const { parley, page, lees } = await talk(launchParley, await newTown([dana, lee, kim]));
  lees.say('fine :-) see `a :) b` at 12:30');
  const text = page.getByTestId('message-text').filter({ hasText: 'fine' });
  await expect(text).toBeVisible();
  await expect(page.getByTestId('message-emoticon')).toHaveCount(0);

  const settings = await openSettings(parley, 'conversations');
  await press(settings.getByTestId('setting-showEmoticonsAsEmoji'));
  await expect(page.getByTestId('message-emoticon')).toHaveCount(1);
  await expect(page.getByTestId('message-emoticon')).toHaveAttribute('data-emoji', '🙂');
  await expect(page.getByRole('img', { name: '🙂' })).toBeVisible();
  await text.click({ clickCount: 3 });
  await page.keyboard.press('ControlOrMeta+c');
  const copied = () => parley.app.evaluate(({ clipboard }) => clipboard.readText());
  await expect.poll(async () => (await copied()).trim()).toBe('fine :-) see `a :) b` at 12:30');
});

test('a sign that is a picture by nature is one, also in a font of letters that has it in black', async ({
  launchParley,
  newTown,
}) => {
  const { page, lees } = await talk(launchParley, await newTown([dana, lee, kim]));
  lees.say('fine 😄');
  const text = page.getByTestId('message-text').filter({ hasText: '😄' });
  // As it is drawn in the font of the picker.
  await expect
    .poll(() =>
      text.evaluate((element) => {
        const drawnIn = (family: string): string => {
          const context = document.createElement('canvas').getContext('2d')!;
          context.font = `40px ${family}`;
          context.fillText('😄', 10, 60);
          return context.canvas.toDataURL();
        };
        const { fontFamily } = getComputedStyle(element);
        return drawnIn(fontFamily) === drawnIn(getComputedStyle(element).getPropertyValue('--font-family-emoji'));
      }),
    )
    .toBe(true);
});

test('used last and the colour of skin are there after the next start', async ({ launchParley, profile }) => {
  const first = await launchParley({ userData: profile });
  const kept = { recentEmoji: ['🚀', '👍🏽'], emojiTone: 3 };
  await callBridge(await first.mainWindow(), 'settings:set', kept);
  await first.close();
  const second = await launchParley({ userData: profile });
  const settings = await callBridge(await second.mainWindow(), 'settings:get', undefined);
  expect(settings.ok && settings.value).toMatchObject(kept);
});
