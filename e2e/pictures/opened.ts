// What opens in a view, or is only there now and then: menus, pickers, dialogs, what waits and what went wrong.
import type { Page } from '@playwright/test';
import { callBridge, fillSignIn } from '../support/people';
import { reader, type Desk } from './desk';
import { connected, escape, said, talk, type View } from './view';

const row = (main: Page, uri: string) => main.locator(`[data-testid=contact-row][data-uri="${uri}"]`).first();

/** Two sessions with somebody; the second is over, and something is written for a third. */
async function againAndAgain(desk: Desk): Promise<Page> {
  const page = await talk(desk, 'Sasha Kaya');
  const other = desk.person('Sasha Kaya');
  const ended = page.getByTestId('conversation-ended');
  other.leave();
  await ended.waitFor();
  await page.getByTestId('add-subject').click();
  await page.getByTestId('next-subject').fill('Samples 41 to 50');
  await page.getByTestId('composer-text').fill('And the next ten?');
  await page.keyboard.press('Enter');
  await connected(page);
  other.say('On Thursday.');
  await said(page, 'On Thursday');
  other.leave();
  await ended.waitFor();
  await page.getByTestId('add-subject').click();
  await page.getByTestId('next-subject').fill('Samples 51 to 60');
  return page;
}

async function writeTo(desk: Desk, to: readonly string[]): Promise<Page> {
  const main = await desk.main();
  return desk.window('#/invitation', () => callBridge(main, 'window:open-invitation', { to: [...to] }));
}

export const opened: readonly View[] = [
  {
    name: 'sign-in-refused',
    async show(desk) {
      const page = await desk.signedOut();
      await fillSignIn(page, desk.url, reader, 'not this one');
      await page.getByTestId('signin-error').waitFor();
      await page.getByTestId('signin-options').click();
      return page;
    },
  },
  {
    name: 'main-menu',
    show: (desk) => desk.main(),
    open: (main) => main.getByTestId('main-menu').click(),
  },
  {
    name: 'availability-menu',
    show: (desk) => desk.main(),
    open: (main) => main.getByTestId('availability-menu').click(),
  },
  {
    name: 'person-menu',
    async show(desk) {
      desk.person('Kim Okafor');
      return desk.main();
    },
    open: (main) => main.getByTestId('contact-row').nth(1).click({ button: 'right' }),
  },
  {
    name: 'person-remove',
    async show(desk) {
      const main = await desk.main();
      await row(main, desk.person('Kim Okafor').uri).click();
      await main.keyboard.press('Delete');
      await main.getByRole('alertdialog').waitFor();
      return main;
    },
    after: escape,
  },
  {
    name: 'people-search',
    async show(desk) {
      const main = await desk.main();
      await main.getByTestId('contacts-search').fill('ma');
      await main.getByTestId('directory-row').first().waitFor();
      return main;
    },
    after: async (desk) => (await desk.main()).getByTestId('contacts-search').fill(''),
  },
  {
    name: 'waiting',
    async show(desk) {
      const main = await desk.main();
      desk.person('Mika Lind').invite(reader, 'The gate at pier 4 does not open. Can you look?', 'Gate at pier 4');
      desk.person('Jun Ito').invite(reader, 'Is the blue crane free at noon?');
      desk.ring('Robin Silva', 'Urgent load');
      desk.person('Alex Novak').invite(reader, 'Good morning');
      desk.person('Lou Petit').invite(reader, 'Are you there?');
      await main.getByTestId('waiting-more').waitFor();
      // What has just come takes no click for a moment.
      await main.locator('[data-testid=invitation-card]:not(.settling)').first().waitFor();
      await main.getByTestId('invitation-card').first().getByTestId('waiting-line').click();
      return main;
    },
    async after(desk) {
      const main = await desk.main();
      desk.hangUp();
      if (await main.getByTestId('waiting-more').isVisible()) await main.getByTestId('waiting-more').click();
      const cards = main.getByTestId('invitation-card');
      await cards.nth(3).waitFor();
      const ids = await cards.evaluateAll((all) => all.map((each) => each.getAttribute('data-conversation') ?? ''));
      for (const conversationId of ids) await callBridge(main, 'conversation:decline', { conversationId });
      await cards.first().waitFor({ state: 'detached' });
    },
  },
  {
    name: 'missed-calls',
    async show(desk) {
      const main = await desk.main();
      for (const [name, subject] of [
        ['Sam Roth', 'Dock four'],
        ['Noor Haddad', ''],
        ['Sam Roth', 'Dock nine'],
      ] as const) {
        desk.ring(name, subject);
        await main.getByTestId('call-card').waitFor();
        desk.hangUp();
        await main.getByTestId('call-card').waitFor({ state: 'detached' });
      }
      await main.getByTestId('missed-call').nth(1).waitFor();
      return main;
    },
    async after(desk) {
      const seen = (await desk.main()).getByTestId('missed-call-seen');
      for (let count = await seen.count(); count > 0; count -= 1) {
        await seen.first().click();
        await seen.nth(count - 1).waitFor({ state: 'detached' });
      }
    },
  },
  {
    name: 'half-written',
    async show(desk) {
      const main = await desk.main();
      for (const [name, text] of [
        ['Lee Park', 'Crane 2 stands still from ten to'],
        ['Robin Silva', 'Could you come'],
      ] as const) {
        const page = await writeTo(desk, [desk.person(name).uri]);
        await page.getByTestId('invitation-text').fill(text);
        await callBridge(page, 'window:close', undefined).catch(() => undefined);
      }
      await main.getByTestId('half-written').waitFor();
      return main;
    },
    open: (main) => main.getByTestId('half-written').click(),
    async after(desk) {
      for (const name of ['Lee Park', 'Robin Silva']) {
        const page = await writeTo(desk, [desk.person(name).uri]);
        await page.getByTestId('invitation-text').fill('');
        await callBridge(page, 'window:close', undefined).catch(() => undefined);
      }
    },
  },
  { name: 'conversation-again', show: againAndAgain },
  {
    name: 'message-menu',
    show: (desk) => talk(desk, 'Toni Weber'),
    open: (page) => page.getByRole('link').first().click({ button: 'right' }),
  },
  {
    name: 'quote',
    async show(desk) {
      const page = await talk(desk, 'Kit Jensen');
      desk.person('Kit Jensen').say('```\nif (load > 40) {\n  stop();\n}\n```');
      await said(page, 'stop()');
      await page.getByTestId('message-text').first().click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Quote' }).click();
      await page.keyboard.type('They are, and `samples.csv` has them :thumbs');
      await page.getByTestId('emoji-suggestion').first().waitFor();
      return page;
    },
  },
  {
    name: 'emoji-picker',
    show: (desk) => talk(desk, 'Rene Rossi'),
    async open(page) {
      await page.getByTestId('format-emoji').click();
      await page.getByTestId('emoji-option').first().waitFor();
    },
  },
  {
    name: 'colours',
    async show(desk) {
      const page = await talk(desk, 'Uli Brandt');
      await page.getByTestId('format-bold').click();
      await page.getByTestId('composer-text').fill('This matters');
      return page;
    },
    async open(page) {
      // In a low window the tools are behind one.
      const [more, color] = [page.getByTestId('format-more'), page.getByTestId('format-color')];
      await more.or(color).first().waitFor();
      if ((await more.isVisible()) && !(await color.isVisible())) await more.click();
      await page.getByTestId('format-color').click();
    },
  },
  {
    name: 'find',
    async show(desk) {
      const page = await talk(desk, 'Sol Vargas');
      await page.keyboard.press('ControlOrMeta+f');
      await page.getByTestId('find-text').fill('is');
      await page.getByTestId('find-count').filter({ hasText: 'of' }).waitFor();
      return page;
    },
  },
  {
    name: 'switcher',
    async show(desk) {
      const page = await talk(desk, 'Ash Turner');
      await page.keyboard.press('Control+k');
      await page.getByTestId('switcher-text').fill('no');
      await page.getByTestId('switcher-option').first().waitFor();
      return page;
    },
  },
  {
    name: 'key-sheet',
    async show(desk) {
      const page = await talk(desk, 'Max Horvat');
      await page.keyboard.press('Control+/');
      await page.getByTestId('key-sheet').waitFor();
      return page;
    },
  },
  {
    name: 'participants',
    async show(desk) {
      await desk.main();
      const [lee, sam] = [desk.person('Lee Park'), desk.person('Sam Roth')];
      const to = [lee.uri, sam.uri, desk.silent, desk.absent];
      const page = await desk.converse(to, 'Crane inspection', 'Who is there at noon?');
      await connected(page);
      await page.getByTestId('conversation-roster').click();
      await page.getByTestId('roster-person').nth(2).waitFor();
      sam.leave();
      lee.say('I am.');
      await said(page, 'I am.');
      await page.getByTestId('roster-absent').nth(1).waitFor();
      return page;
    },
  },
  {
    name: 'invite-dialog',
    async show(desk) {
      const page = await talk(desk, 'Nur Aydin');
      await page.getByTestId('conversation-invite').click();
      await page.getByTestId('invitation-to').fill('sam');
      await page.getByTestId('invitation-option').first().waitFor();
      return page;
    },
  },
  {
    name: 'invitation-choosing',
    async show(desk) {
      const page = await writeTo(desk, [desk.person('Lee Park').uri]);
      await page.getByTestId('invitation-to').fill('ma');
      await page.getByTestId('invitation-option').nth(1).waitFor();
      return page;
    },
  },
  {
    name: 'invitation-warnings',
    async show(desk) {
      const main = await desk.main();
      const busy = desk.person('Kim Okafor');
      busy.show('do-not-disturb');
      await callBridge(main, 'contact:set-access', { uri: desk.person('Mika Lind').uri, level: 'blocked' });
      const page = await writeTo(desk, [busy.uri, desk.absent, desk.person('Mika Lind').uri, 'sip:jo@example.org']);
      await page.getByTestId('invitation-reach').locator('.warning').nth(3).waitFor();
      return page;
    },
    async after(desk) {
      desk.person('Kim Okafor').show('online');
      const uri = desk.person('Mika Lind').uri;
      await callBridge(await desk.main(), 'contact:set-access', { uri, level: 'team' });
    },
  },
  {
    name: 'history-search',
    async show(desk) {
      const main = await desk.main();
      await talk(desk, 'Jo Marsh');
      const page = await desk.window('#/history', () => callBridge(main, 'window:open-history', undefined));
      await page.getByTestId('history-search').fill('noon early');
      await page.getByTestId('history-hit').first().click();
      await page.getByTestId('history-message').first().waitFor();
      return page;
    },
  },
  {
    name: 'diagnostics-done',
    async show(desk) {
      const main = await desk.main();
      const page = await desk.window('#/diagnostics', () => callBridge(main, 'window:open-diagnostics', undefined));
      await page.getByTestId('diagnostics-run').click();
      await page.getByTestId('diagnostics-step').nth(2).waitFor();
      return page;
    },
  },
];
