// What comes into the field where somebody writes, and back into it: earlier messages, pasted lines, and signs of an input method.
import type { Page } from '@playwright/test';
import { maxMessageLength } from '../src/shared/domain/message';
import { expect, type Fixtures } from './support/fixtures';
import { test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { conversationWindow, dana, lee, signIn } from './support/people';
import { press } from './support/pointer';
import type { Resident, Town } from './support/town';

async function talk(
  launchParley: Fixtures['launchParley'],
  newTown: (people: readonly (typeof dana)[]) => Promise<Town>,
): Promise<{ parley: Parley; page: Page; lees: Resident }> {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const lees = town.arrive(lee);
  lees.invite(dana, 'Is the blue crane free?');
  await main.getByTestId('invitation-accept').click();
  const page = await conversationWindow(parley);
  await page.locator('[data-testid=conversation][data-state=connected]').waitFor();
  return { parley, page, lees };
}

test('Up calls back what was sent, with its look, to be sent anew; Down and Escape lead back', async ({
  launchParley,
  newTown,
}) => {
  test.slow();
  const { page, lees } = await talk(launchParley, newTown);
  const field = page.getByTestId('composer-text');
  const note = page.getByTestId('composer-recalled');
  await field.focus();
  await page.keyboard.press('ArrowUp');
  await expect(field).toHaveValue('');
  await page.keyboard.type('The dock is free at nooon');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+b');
  await page.keyboard.type('two');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('lines');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+b');
  await expect(page.getByTestId('message')).toHaveCount(3);

  await page.keyboard.press('ArrowUp');
  await expect(field).toHaveValue('two\nlines');
  await expect(field).toHaveCSS('font-weight', '700');
  await expect(note).toHaveText('This is sent as a new message; the first stays as it was.');
  await page.keyboard.press('ArrowUp');
  await expect(field).toHaveValue('The dock is free at nooon');
  await expect(field).toHaveCSS('font-weight', '400');
  await page.keyboard.press('ArrowUp');
  await expect(field).toHaveValue('The dock is free at nooon');
  await page.keyboard.press('ArrowDown');
  await expect(field).toHaveValue('two\nlines');
  await page.keyboard.press('ArrowDown');
  await expect(field).toHaveValue('');
  await expect(note).toHaveText('');
  await expect(field).toHaveCSS('font-weight', '400');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('');
  await expect(field).toHaveCSS('font-weight', '400');

  // Corrected, the arrows are for the text; it goes as a message of its own.
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('ArrowUp');
  await expect(field).toHaveValue('The dock is free at noon');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => lees.heard.slice(-3))
    .toEqual(['The dock is free at nooon', 'two\nlines', 'The dock is free at noon']);
  await expect(page.getByTestId('message')).toHaveCount(4);
  await expect(field).toHaveValue('');
  await expect(note).toHaveText('');

  // What was corrected is as much one's own as what is half-written: it is nobody's to take away.
  await page.keyboard.press('ArrowUp');
  await page.keyboard.type(', I hope');
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('The dock is free at noon, I hope');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await expect(note).toHaveText('');
  await page.keyboard.type('half');
  await page.keyboard.press('ArrowUp');
  await expect(field).toHaveValue('half');
});

test('lines are pasted as they are, text alone, and too many of them are said and kept', async ({
  launchParley,
  newTown,
}) => {
  test.slow();
  const { parley, page, lees } = await talk(launchParley, newTown);
  const field = page.getByTestId('composer-text');
  const paste = async (text: string, html?: string): Promise<void> => {
    await parley.app.evaluate(
      // As it is in the Electron of the tests as well as in the newest.
      ({ clipboard }, data) => (clipboard as unknown as { write: (data: object) => void }).write(data),
      { text, ...(html && { html }) },
    );
    await field.focus();
    await page.keyboard.press('ControlOrMeta+v');
  };
  await paste('\tif (a) {\r\n\t\t  return;  \r\n\r\n}\r\n', '<pre><b>\tif (a) {</b></pre>');
  await expect(field).toHaveValue('\tif (a) {\n\t\t  return;  \n\n}\n');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(field).toHaveValue('');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await page.keyboard.press('Enter');
  await expect.poll(() => lees.heard.at(-1)).toBe('\tif (a) {\n\t\t  return;  \n\n}\n');

  const long = 'All work. '.repeat(maxMessageLength / 10);
  await paste(`${long}and more`);
  await expect(page.getByText('8 characters too many')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('composer-send')).toBeDisabled();
  await expect(field).toHaveValue(`${long}and more`);
  for (let count = 0; count < 8; count += 1) await page.keyboard.press('Backspace');
  await expect(page.getByText('No room for another character')).toBeVisible();
  await press(page.getByTestId('composer-send'));
  await expect.poll(() => lees.heard.at(-1)?.length).toBe(maxMessageLength);
  await expect(field).toHaveValue('');
});

test('signs that an input method still puts together are not sent by Enter', async ({ launchParley, newTown }) => {
  const { page, lees } = await talk(launchParley, newTown);
  const field = page.getByTestId('composer-text');
  await field.focus();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'かい', selectionStart: 2, selectionEnd: 2 });
  await expect(field).toHaveValue('かい');
  await session.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'Enter',
    code: 'Enter',
    windowsVirtualKeyCode: 229,
  });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Enter', code: 'Enter' });
  await session.send('Input.insertText', { text: '会議' });
  await expect(field).toHaveValue('会議');
  await expect(page.getByTestId('message')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect.poll(() => lees.heard.at(-1)).toBe('会議');
});

test('what was called back and cannot be sent is in the field again, with its look', async ({
  launchParley,
  newTown,
}) => {
  const { parley, page } = await talk(launchParley, newTown);
  const field = page.getByTestId('composer-text');
  await field.focus();
  await page.keyboard.press('ControlOrMeta+b');
  await page.keyboard.type('bold words');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('message')).toHaveCount(2);
  await page.keyboard.press('ControlOrMeta+b');
  await page.keyboard.press('ArrowUp');
  await expect(field).toHaveCSS('font-weight', '700');
  await parley.app.evaluate(({ ipcMain }) => {
    ipcMain.removeHandler('conversation:send');
    ipcMain.handle('conversation:send', () => ({ ok: false, failure: { code: 'bad-request' } }));
  });
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('conversation-problem')).toBeVisible();
  await expect(field).toHaveValue('bold words');
  await expect(field).toHaveCSS('font-weight', '700');
});
