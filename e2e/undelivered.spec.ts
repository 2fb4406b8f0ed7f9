// What the server would not take stays where it was said, with why, until somebody sends it again or lets go of it.
import type { Locator, Page } from '@playwright/test';
import { expect } from './support/fixtures';
import { HeldCommands } from './support/held-commands';
import { test } from './support/kept-profile';
import { conversationWindow, dana, lee, signIn } from './support/people';
import { press } from './support/pointer';

test('a message that was refused is sent again or discarded, by its buttons, its menu and by keys', async ({
  launchParley,
  newTown,
}) => {
  test.slow();
  const town = await newTown([dana, lee]);
  const held = await HeldCommands.before(town.url);
  try {
    const parley = await launchParley();
    const main = await signIn(parley, held.url, dana);
    const lees = town.arrive(lee);
    lees.invite(dana, 'Is the gate open?');
    await main.getByTestId('invitation-accept').click();
    const page: Page = await conversationWindow(parley);
    await expect(page.getByTestId('conversation')).toHaveAttribute('data-state', 'connected');
    const message = (text: string): Locator => page.getByTestId('message').filter({ hasText: text });
    const entry = (name: string): Locator => page.getByRole('menuitem', { name });
    const field = page.getByTestId('composer-text');
    const sayInVain = async (text: string): Promise<void> => {
      held.hold('sendMessage');
      await page.keyboard.type(text);
      await expect(field).toHaveValue(text);
      await page.keyboard.press('Enter');
      await expect.poll(() => held.count).toBe(1);
      held.refuse();
      await expect(message(text)).toHaveAttribute('data-delivery', 'failed');
    };
    await field.click();
    await sayInVain('The gate is open');
    await press(message('The gate is open').getByTestId('message-text'), 'right');
    await press(entry('Send again'));
    await expect.poll(() => lees.heard).toEqual(['The gate is open']);
    await expect(message('The gate is open')).not.toHaveAttribute('data-delivery', 'failed');

    // Whatever was done, what is typed next goes into the field.
    await sayInVain('The dock is shut');
    await press(message('The dock is shut').getByTestId('message-retry'));
    await expect.poll(() => lees.heard).toEqual(['The gate is open', 'The dock is shut']);

    await sayInVain('A slip of the pen');
    await message('A slip of the pen').focus();
    await page.keyboard.press('Shift+F10');
    await expect(entry('Discard')).toBeVisible();
    await page.keyboard.press('End');
    await expect(entry('Discard')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(message('A slip of the pen')).toHaveCount(0);

    await sayInVain('And one more');
    await press(message('And one more').getByTestId('message-discard'));
    await expect(message('And one more')).toHaveCount(0);
    await page.keyboard.type('Good');
    await page.keyboard.press('Enter');
    await expect.poll(() => lees.heard).toEqual(['The gate is open', 'The dock is shut', 'Good']);
  } finally {
    await held.stop();
  }
});
