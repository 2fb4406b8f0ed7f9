// The settings: every section, the list of them, and what a search finds.
import type { Page } from '@playwright/test';
import { settingsSections } from '../../src/shared/settings-sections';
import { callBridge } from '../support/people';
import { reader, type Desk } from './desk';
import { said, type View } from './view';

/** `at`: a section. */
async function settingsOf(desk: Desk, at = '', main?: Page): Promise<Page> {
  main ??= await desk.main();
  await desk.tidy();
  const section = settingsSections.find((each) => at === `/${each}`);
  return desk.window(`#/settings${at}`, () => callBridge(main, 'window:open-settings', section ? { section } : {}));
}

const wholeDay = { quietHours: true, quietHoursFrom: 0, quietHoursTo: 0, quietHoursSkippedUntil: 0 };

async function setQuietHours(desk: Desk, isOn: boolean): Promise<Page> {
  const main = await desk.main();
  await callBridge(main, 'settings:set', { ...wholeDay, quietHours: isOn });
  return main;
}

const line = (color: string, time: string, name: string, words: string): string =>
  `<font color="${color}"><font size="2">(${time})</font> <b>${name}:</b></font> ${words}<br/>\n`;
const account = 'logs/sipe/dana.reyes@example.com,dana';
/** Of a contact, of somebody of whom there is a name alone, of a room, and what is left out for each reason. */
const logs = {
  [`${account}/kit.jensen@example.com/2024-03-03.090000+0000UTC.html`]:
    line('#A82F2F', '09:00:10', 'Kit Jensen', 'Is the <b>blue</b> crane free at noon?') +
    line('#16569E', '09:01:00', 'Dana', 'It is, until two.'),
  'logs/jabber/dana@chat.example.com/harbourmaster/2024-04-01.120000+0000UTC.txt':
    '(12:00:00) harbourmaster: Lunch by the harbour?\n(12:01:00) dana: In an hour',
  'logs/jabber/dana@chat.example.com/night.chat/2024-04-01.120000+0000UTC.txt': '(12:00:00) a: b',
  [`${account}/kit.jensen@example.com/2024-03-05.090000+0000UTC.txt`]: '(09:00:00) Dee: One\n(09:00:01) Lily: Two',
  [`${account}/kit.jensen@example.com/2024-03-06.090000+0000UTC.txt`]: '(9:00 pasdite) Kit Jensen: One',
  [`${account}/kit.jensen@example.com/2024-03-07.090000+0000UTC.txt`]: '(09:00:00) Kit Jensen has signed off.',
};

async function importLogs(desk: Desk): Promise<Page> {
  const page = await settingsOf(desk, '/history');
  await desk.chooseFolderOf('logs', logs);
  await page.getByTestId('setting-importHistory').click();
  await page.getByTestId('logs-choose').click();
  await page.getByTestId('logs-preview').waitFor();
  return page;
}

export const settingsViews: readonly View[] = [
  ...settingsSections.map((section): View => ({
    name: `settings-${section}`,
    show: (desk) => settingsOf(desk, `/${section}`),
  })),
  { name: 'settings', show: (desk) => settingsOf(desk) },
  {
    name: 'settings-found',
    async show(desk) {
      const page = await settingsOf(desk);
      await page.getByTestId('settings-search').fill('sound');
      return page;
    },
  },
  {
    name: 'settings-quiet-hours',
    async show(desk) {
      await setQuietHours(desk, true);
      const page = await settingsOf(desk, '/notifications');
      await page.locator('[data-setting=quietHours]').evaluate((row) => row.scrollIntoView());
      return page;
    },
    after: async (desk) => void (await setQuietHours(desk, false)),
  },
  {
    name: 'main-quiet-hours',
    async show(desk) {
      const main = await setQuietHours(desk, true);
      await main.getByTestId('quiet-hours').waitFor();
      return main;
    },
    after: async (desk) => void (await setQuietHours(desk, false)),
  },
  {
    name: 'settings-accounts',
    async show(desk) {
      const main = await desk.main();
      const other = { name: '', server: 'https://messenger.north-harbour.example.com', user: 'EXAMPLE\\night.shift' };
      await callBridge(main, 'settings:set', {
        profiles: [
          { name: 'Harbour', server: desk.url, user: reader.user, signInMethod: 'forms' },
          { ...other, signInMethod: 'forms' },
        ],
      });
      const page = await settingsOf(desk, '/account');
      await page.getByTestId('profile').nth(1).waitFor();
      return page;
    },
    after: async (desk) => void (await callBridge(await desk.main(), 'settings:set', { profiles: [] })),
  },
  { name: 'import-logs', show: importLogs },
  {
    name: 'imported-thread',
    async show(desk) {
      const page = await importLogs(desk);
      await page.getByTestId('logs-add').click();
      await page.getByTestId('logs-done').waitFor();
      await page.getByTestId('logs-close').click();
      const main = await desk.main();
      const uri = desk.person('Kit Jensen').uri;
      const thread = await desk.window('#/conversation', () => callBridge(main, 'window:open-thread-with', { uri }));
      await said(thread, 'It is, until two');
      return thread;
    },
  },
  {
    name: 'settings-locked',
    async show(desk) {
      const main = await desk.governed({
        'signIn.method': 'forms',
        'history.keepDays': 30,
        'notifications.showMessage': false,
        'notifications.messages': true,
        'quietHours.enabled': true,
      });
      return settingsOf(desk, '/notifications', main);
    },
  },
  {
    name: 'settings-locked-account',
    show: async (desk) => settingsOf(desk, '/signIn', await desk.governed({ 'signIn.method': 'forms' })),
  },
  {
    name: 'settings-guest',
    show: async (desk) => settingsOf(desk, '/account', await desk.guest()),
  },
];
