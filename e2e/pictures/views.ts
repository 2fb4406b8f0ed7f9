// Every view of Parley, and how it comes about. Each can be shown by itself, whatever was shown before.
import { slotData, type SlotKind } from '../../src/shared/domain/calendar';
import { callBridge } from '../support/people';
import { reader } from './desk';
import { listViews } from './list-views';
import { opened } from './opened';
import { recordingViews } from './recording-views';
import { settingsViews } from './settings-views';
import { connected, escape, said, talk, type View } from './view';

export const views: readonly View[] = [
  { name: 'sign-in', show: (desk) => desk.signedOut() },
  ...opened,
  {
    name: 'main',
    async show(desk) {
      const main = await desk.main();
      await talk(desk, 'Lee Park');
      await desk.tidy();
      return main;
    },
  },
  ...listViews,
  {
    name: 'incoming',
    async show(desk) {
      const main = await desk.main();
      desk.person('Mika Lind').invite(reader, 'The gate at pier 4 does not open. Can you look?', 'Gate at pier 4');
      desk.person('Jun Ito').invite(reader, 'Is the blue crane free at noon?');
      await main.getByTestId('invitation-card').nth(1).waitFor();
      return main;
    },
    async after(desk) {
      const main = await desk.main();
      const cards = main.getByTestId('invitation-card');
      const ids = await cards.evaluateAll((all) => all.map((each) => each.getAttribute('data-conversation') ?? ''));
      for (const conversationId of ids) await callBridge(main, 'conversation:decline', { conversationId });
      await cards.first().waitFor({ state: 'detached' });
    },
  },
  {
    name: 'main-with-pane',
    async show(desk) {
      const main = await desk.main();
      await callBridge(main, 'settings:set', { conversationsIn: 'main' });
      const other = desk.person('Kim Okafor');
      const answer = await callBridge(main, 'conversation:start', {
        to: [other.uri],
        subject: 'Night shift',
        body: { text: 'Who takes the night shift on Friday?' },
      });
      if (!answer.ok) throw new Error(`no conversation: ${answer.failure.code}`);
      await callBridge(main, 'window:open-conversation', { conversationId: answer.value.conversationId });
      await connected(main);
      other.say('Noor does, and Sam on Saturday.');
      await said(main, 'Sam on Saturday');
      await main.waitForFunction(() => innerWidth > 900);
      return main;
    },
    async after(desk) {
      const main = await desk.main();
      await callBridge(main, 'window:close-pane', undefined);
      await callBridge(main, 'settings:set', { conversationsIn: 'windows' });
    },
  },
  { name: 'conversation', show: (desk) => talk(desk, 'Sam Roth') },
  {
    name: 'pane-empty',
    async show(desk) {
      const main = await desk.main();
      await callBridge(main, 'settings:set', { conversationsIn: 'main' });
      await main.waitForFunction(() => innerWidth > 900);
      return main;
    },
    async after(desk) {
      await callBridge(await desk.main(), 'settings:set', { conversationsIn: 'windows' });
    },
  },
  {
    name: 'conversation-ended',
    async show(desk) {
      const page = await talk(desk, 'Noor Haddad');
      desk.person('Noor Haddad').leave();
      await page.getByTestId('conversation-ended').waitFor();
      return page;
    },
  },
  {
    name: 'conversation-failed',
    async show(desk) {
      // Has never signed in, or was not there when it was tried.
      await desk.main();
      const page = await desk.converse(['sip:nobody@example.com'], '', 'Are you there?');
      await page.locator('[data-testid=message][data-delivery=failed]').waitFor();
      return page;
    },
  },
  {
    name: 'conference-32-people',
    async show(desk) {
      await desk.main();
      const page = await desk.converse(desk.everybody(), 'Shift plan of the harbour', 'Who is there on Sunday?');
      await connected(page);
      desk.person('Lee Park').say('I am, from six to two.');
      desk.person('Bo Larsen').say('From two to ten.');
      await said(page, 'From two to ten.');
      await page.getByTestId('conversation-roster').click();
      await page.getByTestId('roster-person').nth(30).waitFor();
      return page;
    },
  },
  {
    name: 'invitation',
    async show(desk) {
      const main = await desk.main();
      const to = ['Lee Park', 'Robin Silva'].map((name) => desk.person(name).uri);
      const page = await desk.window('#/invitation', () => callBridge(main, 'window:open-invitation', { to }));
      await page.getByTestId('invitation-subject').fill('Crane 2');
      await page.getByTestId('invitation-text').fill('Crane 2 stands still from ten to eleven. Can you do without it?');
      return page;
    },
  },
  {
    name: 'history',
    async show(desk) {
      const main = await desk.main();
      await talk(desk, 'Alex Novak');
      const page = await desk.window('#/history', () => callBridge(main, 'window:open-history', undefined));
      await page.getByTestId('history').waitFor();
      const first = page.getByTestId('history-conversation').first();
      // Where no key store is, nothing is kept, and it says so.
      await first.click({ timeout: 5_000 }).catch(() => undefined);
      return page;
    },
  },
  ...settingsViews,
  ...recordingViews,
  {
    name: 'person-card',
    async show(desk) {
      const main = await desk.main();
      const other = desk.person('Kim Okafor');
      other.confideIn(reader, 300);
      const startAt = new Date().setHours(0, 0, 0, 0);
      const slots = Array.from({ length: 96 }, (_, slot): SlotKind => {
        if (slot >= 36 && slot < 42) return 'busy';
        return slot >= 56 && slot < 60 ? 'tentative' : slot >= 72 && slot < 80 ? 'out-of-office' : 'free';
      });
      other.publish('The plan for the week is at https://example.com/plan', {
        zone: { biasMinutes: new Date().getTimezoneOffset() - 90 },
        workingHours: [{ days: [1, 2, 3, 4, 5], fromMinutes: 480, toMinutes: 1_020 }],
        freeBusy: { startAt, slotMinutes: 15, data: slotData(slots) },
      });
      await main.locator(`[data-testid=contact-row][data-uri="${other.uri}"] .card-avatar`).click();
      await main.getByTestId('card-busy').waitFor();
      return main;
    },
    after: escape,
  },
  {
    name: 'access-levels',
    async show(desk) {
      const main = await desk.main();
      await callBridge(main, 'access:set', {
        member: { type: 'domain', value: 'partner.example.com' },
        level: 'public',
      });
      await callBridge(main, 'contact:set-access', { uri: desk.person('Kim Okafor').uri, level: 'team' });
      await main.getByTestId('main-menu').click();
      await main.getByRole('menuitem').nth(2).click();
      await main.getByTestId('access-level').first().waitFor();
      await main.getByTestId('access-preview-toggle').nth(1).click();
      return main;
    },
    after: escape,
  },
  {
    name: 'added-me',
    async show(desk) {
      const main = await desk.main();
      for (const name of ['Chris Berg', 'Pat Doyle']) desk.person(name).befriend(reader);
      await main.getByTestId('added-me-line').click();
      await main.getByTestId('added-me-more').first().click();
      return main;
    },
    after: escape,
  },
  {
    name: 'add-person',
    async show(desk) {
      const main = await desk.main();
      await main.getByTestId('contacts-search').fill('yuki');
      await main.getByTestId('directory-row').first().click({ button: 'right' });
      await main.getByRole('menuitem').last().click();
      await main.getByTestId('add-name').waitFor();
      return main;
    },
    async after(desk) {
      await escape(desk);
      await (await desk.main()).getByTestId('contacts-search').fill('');
    },
  },
  {
    name: 'availability',
    async show(desk) {
      const main = await desk.main();
      await main.getByTestId('availability-menu').click();
      await main.getByRole('menu').waitFor();
      return main;
    },
    after: escape,
  },
  {
    name: 'import-contacts',
    async show(desk) {
      const main = await desk.main();
      await main.getByTestId('main-menu').click();
      await main.locator('[data-submenu]').first().click();
      await main.getByRole('menuitem').nth(1).click();
      const buffer = Buffer.from(
        'Name,Address,Groups\nAnn Bell,ann@example.com,Harbour\nOle Dahl,ole@example.com,Yard\nNobody,,\n',
      );
      await main.getByTestId('import-file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer });
      await main.getByTestId('import-person').first().waitFor();
      return main;
    },
    after: escape,
  },
  {
    name: 'diagnostics',
    show: async (desk) => {
      const main = await desk.main();
      return desk.window('#/diagnostics', () => callBridge(main, 'window:open-diagnostics', undefined));
    },
  },
  {
    name: 'about',
    show: async (desk) => {
      const main = await desk.main();
      return desk.window('#/about', () => callBridge(main, 'window:open-about', undefined));
    },
  },
  {
    name: 'guide',
    show: async (desk) => {
      const main = await desk.main();
      return desk.window('#/guide', () => callBridge(main, 'window:open-guide', { place: 'signing-in' }));
    },
  },
  {
    name: 'guide-found',
    show: async (desk) => {
      const main = await desk.main();
      const page = await desk.window('#/guide', () => callBridge(main, 'window:open-guide', undefined));
      await page.getByTestId('guide-search').fill('password');
      await page.getByTestId('guide-results').waitFor();
      return page;
    },
  },
  {
    name: 'main-offline',
    async show(desk) {
      const main = await desk.main();
      await desk.loseServer();
      await main.getByTestId('connection-banner').waitFor();
      return main;
    },
    after: (desk) => desk.findServer(),
  },
  {
    name: 'conversation-offline',
    async show(desk) {
      const page = await talk(desk, 'Robin Silva');
      await desk.loseServer();
      await page.getByTestId('conversation-lost').waitFor();
      await page.getByTestId('composer-text').fill('Are you still there?');
      await page.keyboard.press('Enter');
      await said(page, 'Are you still there?');
      return page;
    },
    after: (desk) => desk.findServer(),
  },
  { name: 'main-empty', show: (desk) => desk.empty() },
  {
    name: 'history-empty',
    async show(desk) {
      const main = await desk.empty();
      const page = await desk.window('#/history', () => callBridge(main, 'window:open-history', undefined));
      await page.getByTestId('history').waitFor();
      return page;
    },
  },
];
