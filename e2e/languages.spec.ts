// German and Arabic: chosen while everything is open, and in the least room with the largest letters.
import type { Page } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsSections } from '../src/shared/settings-sections';
import { cutTexts } from './support/cut-texts';
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { openHistory, test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, fillSignIn, kim, lee, signIn } from './support/people';
import { press } from './support/pointer';
import { openSettings } from './support/settings';
import { TrayHost } from './support/tray-host';

const speak = (page: Page, language: string): Promise<unknown> => callBridge(page, 'settings:set', { language });

/** The words of the menu bar, without the signs of their keys. */
const menuBar = ({ app }: Parley): Promise<readonly string[]> =>
  app.evaluate(({ Menu }) => (Menu.getApplicationMenu()?.items ?? []).map(({ label }) => label.replace('&', '')));

/** What is inside of a window's frame, in the pixels of the display. */
async function shape({ app }: Parley, page: Page, width: number, height: number, zoom: number): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate(
    (shown, wanted) => {
      shown.setMinimumSize(1, 1);
      shown.setContentSize(wanted.width, wanted.height);
      shown.webContents.setZoomFactor(wanted.zoom);
    },
    { width, height, zoom },
  );
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(Math.round(width / zoom));
}

test('windows, menu bar and tray speak another language as soon as it is chosen, and turn round with it', async ({
  launchParley,
  newTown,
}) => {
  test.skip(process.platform !== 'linux', 'the tray of Linux is looked into');
  const tray = await TrayHost.start();
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  town.arrive(lee).invite(dana, 'Is the blue crane free?', 'Quay four');
  await main.getByTestId('invitation-accept').click();
  const thread = await conversationWindow(parley);
  await thread.locator('[data-testid=conversation][data-state=connected]').waitFor();
  await expect.poll(() => tray.icons.length).toBe(1);
  const trayWords = async (): Promise<readonly string[]> =>
    (await tray.icons[0]!.menu()).flatMap(({ label }) => (label === undefined ? [] : [label.replaceAll('_', '')]));
  const send = thread.getByTestId('composer-send');

  for (const { language, direction, words } of [
    {
      language: 'de',
      direction: 'ltr',
      words: { send: 'Senden', quit: 'Parley beenden', file: 'Datei', edit: 'Bearbeiten' },
    },
    { language: 'ar', direction: 'rtl', words: { send: 'إرسال', quit: 'إنهاء Parley', file: 'ملف', edit: 'تحرير' } },
    { language: 'en', direction: 'ltr', words: { send: 'Send', quit: 'Quit Parley', file: 'File', edit: 'Edit' } },
  ]) {
    await speak(main, language);
    for (const page of [main, thread]) {
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.locator('html')).toHaveAttribute('dir', direction);
    }
    await expect(send).toHaveAccessibleName(new RegExp(`^${words.send}`, 'u'));
    await expect.poll(trayWords).toContain(words.quit);
    await expect.poll(async () => (await menuBar(parley)).slice(0, 2)).toEqual([words.file, words.edit]);
  }
  await tray.stop();
});

test('the choice of a language says that a machine made it', async ({ launchParley, newTown }) => {
  const town = await newTown([dana, lee]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const settings = await openSettings(parley, 'language');
  await settings.getByTestId('setting-language').waitFor();
  await expect(settings.getByText('A machine made this translation')).toHaveCount(0);
  await speak(main, 'de');
  await expect(settings.getByText('Diese Übersetzung hat eine Maschine gemacht')).toBeVisible();

  // One that nobody speaks here: what is spoken is shown, and that it is.
  await speak(main, 'xx-Klingon-ZZ');
  await expect(settings.getByText('The settings ask for “xx-Klingon-ZZ”')).toBeVisible();
  await expect(settings.getByTestId('setting-language')).toContainText('English');
});

test('what does not fit is found where it is planted', async ({ launchParley }) => {
  const main = await (await launchParley()).mainWindow();
  await main.getByTestId('signin-submit').waitFor();
  expect(await cutTexts(main)).toEqual([]);
  await main.evaluate(() => {
    // The page takes no styles from its text.
    const plant = (tag: string, words: string, style: Partial<CSSStyleDeclaration>): void => {
      const element = document.createElement(tag);
      element.textContent = words;
      Object.assign(element.style, style);
      document.body.append(element);
    };
    plant('p', 'Benachrichtigungen aus', { width: '60px', overflow: 'hidden', whiteSpace: 'nowrap' });
    plant('p', 'Verbindungstest', { width: '60px', overflowWrap: 'anywhere' });
    plant('button', 'Zugriffsebene', { width: '40px', whiteSpace: 'nowrap', overflow: 'visible' });
  });
  const found = await cutTexts(main);
  for (const words of ['cut: "Benachrichtigungen', 'broken within "Verbindungstest"', 'spills over: "Zugriffsebene"'])
    expect(found.join('\n')).toContain(words);
});

for (const language of ['de', 'ar']) {
  test(`at 200 % in 380 pixels no text is cut, broken or spilled: ${language}`, async ({
    launchParley,
    newTown,
    keyStore,
    newFolder,
  }) => {
    test.slow();
    void keyStore;
    const town = await newTown([dana, lee, kim]);
    const parley = await launchParley({ args: KeyStore.args });
    const main = await parley.mainWindow();
    await speak(main, language);
    await expect(main.locator('html')).toHaveAttribute('lang', language);
    await shape(parley, main, 380, 720, 2);
    const faults: string[] = [];
    const look = async (view: string, page: Page): Promise<void> => {
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      faults.push(...(await cutTexts(page)).map((fault) => `${view}: ${fault}`));
    };

    await look('sign-in', main);
    await fillSignIn(main, town.url, dana, 'wrong');
    await main.getByTestId('signin-error').waitFor();
    await expect(main.getByTestId('signin-submit')).toBeInViewport({ ratio: 1 });
    await look('sign-in refused', main);
    await signIn(parley, town.url, dana);
    await look('list', main);
    for (const menu of ['main-menu', 'availability-menu', 'view-menu']) {
      await press(main.getByTestId(menu));
      await main.getByRole('menu').first().waitFor();
      await look(menu, main);
      await main.keyboard.press('Escape');
      await expect(main.getByRole('menu')).toHaveCount(0);
    }
    for (const keys of ['ControlOrMeta+/', 'ControlOrMeta+k']) {
      await main.keyboard.press(keys);
      await main.getByRole('dialog').waitFor();
      await look(keys, main);
      await main.keyboard.press('Escape');
      await expect(main.getByRole('dialog')).toHaveCount(0);
    }

    const lees = town.arrive(lee);
    lees.invite(dana, 'Is the blue crane free?', 'Quay four');
    await main.getByTestId('invitation-accept').waitFor();
    await look('invitation that waits', main);
    // What has just come takes no press yet.
    await expect(main.getByTestId('invitation-card')).not.toHaveClass(/settling/u);
    await press(main.getByTestId('invitation-accept'));
    const thread = await conversationWindow(parley);
    await thread.locator('[data-testid=conversation][data-state=connected]').waitFor();
    await shape(parley, thread, 380, 720, 2);
    await look('conversation', thread);
    lees.leave();
    await thread.getByTestId('conversation-ended').waitFor();
    await look('conversation that ended', thread);

    await callBridge(main, 'window:open-invitation', { to: [kim.uri] });
    const invitation = await parley.window((page) => page.url().includes('#/invitation'));
    await invitation.getByTestId('invitation-text').waitFor();
    await shape(parley, invitation, 380, 720, 2);
    await look('invitation', invitation);

    const history = await openHistory(parley);
    await shape(parley, history, 380, 720, 2);
    await look('history', history);
    await history.getByTestId('history-conversation').first().click();
    await history.getByTestId('history-message').first().waitFor();
    await look('history, one conversation', history);

    const settings = await openSettings(parley, 'history');
    await settings.getByTestId('setting-importHistory').click();
    await settings.getByTestId('logs-choose').waitFor();
    await shape(parley, settings, 380, 720, 2);
    await look('the import of logs', settings);
    const logs = newFolder('parley-logs-');
    const folder = join(logs, 'logs', 'sipe', 'dana@example.com', 'lee@example.com');
    mkdirSync(folder, { recursive: true });
    for (const [day, line] of [
      ['03', '(09:00:00) lee@example.com: Good morning'],
      ['04', '(9:00 pasdite) lee@example.com: Good morning'],
      ['05', ''],
    ] as const)
      writeFileSync(join(folder, `2024-03-${day}.090000+0000UTC.txt`), line);
    await parley.app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
    }, logs);
    await press(settings.getByTestId('logs-choose'));
    await settings.getByTestId('logs-times').waitFor();
    await look('what is in a folder of logs', settings);
    await settings.keyboard.press('Escape');

    const account = { server: 'https://messenger.north-harbour.example.com', user: 'EXAMPLE\\night.shift' };
    const profiles = [
      { ...account, name: '', signInMethod: 'forms' as const },
      { server: town.url, user: dana.user, name: 'North harbour', signInMethod: 'forms' as const },
    ];
    await callBridge(main, 'settings:set', { quietHours: true, profiles });
    for (const section of settingsSections) {
      const settings = await openSettings(parley, section);
      await shape(parley, settings, 380, 720, 2);
      await look(`settings, ${section}`, settings);
    }
    for (const [name, url] of [
      ['window:open-diagnostics', '#/diagnostics'],
      ['window:open-about', '#/about'],
    ] as const) {
      await callBridge(main, name, undefined);
      const page = await parley.window((candidate) => candidate.url().includes(url));
      await page.getByRole('heading').first().waitFor();
      await shape(parley, page, 380, 720, 2);
      await look(url, page);
    }
    expect(faults).toEqual([]);
  });
}
