// The contact list to a file and from one.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './support/fixtures';
import { test } from './support/kept-profile';
import { callBridge, dana, kim, lee, signIn } from './support/people';
import { press } from './support/pointer';

test('contacts and groups go to a file, and come back from one after a look at it', async ({
  launchParley,
  newTown,
  newFolder,
}) => {
  const folder = newFolder('parley-contacts-');
  const sam = { ...kim, uri: 'sip:sam@example.com', user: 'EXAMPLE\\sam', name: '=Sam(1)' };
  const town = await newTown([{ ...dana, contacts: [kim.uri, sam.uri] }, lee, kim, sam]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  const openFiles = async (name: string): Promise<void> => {
    await press(main.getByTestId('main-menu'));
    await press(main.getByRole('menuitem', { name: 'Contacts to and from files' }));
    await press(main.getByRole('menuitem', { name }));
  };

  await callBridge(main, 'contact:set-access', { uri: lee.uri, level: 'team' });

  // Out: the file does nothing when a spreadsheet opens it.
  const csv = join(folder, 'contacts.csv');
  await parley.app.evaluate(({ dialog, shell }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    shell.showItemInFolder = (shown) => void Object.assign(globalThis, { shown });
  }, csv);
  await openFiles('Export contacts as CSV');
  await expect.poll(() => readSoon(csv)).toContain("'=Sam(1),sip:sam@example.com,");
  expect(readSoon(csv)).toContain('Lee Park,sip:lee@example.com,Suppliers,team,');

  // Where it is, is said and can be shown.
  const line = main.getByTestId('outcome');
  await expect(line).toContainText(`Your contacts are in ${csv}`);
  await press(line.getByRole('button', { name: 'Show in folder' }));
  await expect.poll(() => parley.app.evaluate(() => (globalThis as { shown?: string }).shown)).toBe(csv);

  // In: what is hostile is said, what would be added is shown, and then added.
  await openFiles('Import contacts');
  const dialog = main.getByRole('dialog');
  const bad = join(folder, 'bad.vcf');
  writeFileSync(bad, 'BEGIN:VCARD\r\nFN:Nobody\r\nPHOTO:' + 'A'.repeat(10_000) + '\r\nEND:VCARD\r\n');
  await dialog.getByTestId('import-file').setInputFiles(bad);
  await expect(dialog.getByTestId('import-problem')).toContainText('Nobody in this file has an address');
  await expect(dialog.getByTestId('import-add')).toBeDisabled();

  const more = join(folder, 'more.vcf');
  writeFileSync(
    more,
    ['noor', 'jun']
      .map(
        (id) =>
          `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${id} of the yard\r\nIMPP:sip:${id}@example.com\r\nCATEGORIES:Yard\r\nX-PARLEY-ACCESS:${id === 'jun' ? 'blocked' : 'personal'}\r\nEND:VCARD\r\n`,
      )
      .join('') +
      `BEGIN:VCARD\r\nFN:Lee\r\nIMPP:sip:lee@example.com\r\nCATEGORIES:Suppliers\r\nX-PARLEY-ACCESS:team\r\nEND:VCARD\r\n`,
  );
  await dialog.getByTestId('import-file').setInputFiles(more);
  await expect(dialog.getByTestId('import-person')).toHaveText([
    /noor of the yard.*Personal/u,
    /jun of the yard.*Blocked/u,
  ]);
  await expect(dialog.getByTestId('import-groups')).toContainText('Yard');
  await expect(dialog.getByTestId('import-preview')).toContainText('1 is on your list already.');
  // Closed by a key it keeps what was read; let go of is only what is cancelled.
  await main.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await openFiles('Import contacts');
  await expect(dialog.getByTestId('import-person')).toHaveCount(2);
  await press(dialog.getByTestId('import-cancel'));
  await openFiles('Import contacts');
  await expect(dialog.getByTestId('import-preview')).toHaveCount(0);
  await dialog.getByTestId('import-file').setInputFiles(more);
  await dialog.getByTestId('import-add').focus();
  await main.keyboard.press('Enter');
  // A file blocks nobody unasked.
  const question = main.getByRole('alertdialog');
  await expect(question).toContainText('Block jun of the yard?');
  await press(question.getByRole('button', { name: 'Block' }));
  await expect(dialog.getByTestId('import-done')).toHaveText('2 of 2 added');
  await main.keyboard.press('Escape');
  await expect(main.getByTestId('group-row').filter({ hasText: 'Yard' })).toHaveCount(1);
  await expect(main.locator('[data-testid=contact-row][data-uri="sip:noor@example.com"]')).toContainText(
    'noor of the yard',
  );
  // Their levels are with the server: a file of them now says so.
  await openFiles('Export contacts as CSV');
  await expect.poll(() => readSoon(csv)).toContain('sip:noor@example.com,Yard,personal,');
  expect(readSoon(csv)).toContain('sip:jun@example.com,Yard,blocked,');
});

test('an import that is stopped or refused in the middle says what was added, and goes on from there', async ({
  launchParley,
  newTown,
  before,
}) => {
  test.slow();
  const town = await newTown([dana, lee, kim]);
  const held = await before(town.url);
  const main = await signIn(await launchParley(), held.url, dana);
  const dialog = main.getByRole('dialog');
  const row = (id: string) => main.locator(`[data-testid=contact-row][data-uri="sip:${id}@example.com"]`);
  const file = (...ids: string[]) => ({
    name: 'more.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['Name,Address', ...ids.map((id) => `${id} of the yard,${id}@example.com`), ''].join('\n')),
  });
  const begin = async (...ids: string[]): Promise<void> => {
    await press(main.getByTestId('main-menu'));
    await press(main.getByRole('menuitem', { name: 'Contacts to and from files' }));
    await press(main.getByRole('menuitem', { name: 'Import contacts' }));
    await dialog.getByTestId('import-file').setInputFiles(file(...ids));
    await expect(dialog.getByTestId('import-person')).toHaveCount(ids.length);
    await press(dialog.getByTestId('import-add'));
    await expect(dialog.getByTestId('import-progress')).toBeVisible();
  };
  /** The first of them is on its way, and has no answer yet. */
  const beginHeld = async (...ids: string[]): Promise<void> => {
    held.hold('addContact');
    await begin(...ids);
    await expect.poll(() => held.count).toBe(1);
  };

  // Stopped: what was under way is done, and nothing more.
  await beginHeld('ann', 'bo', 'cy');
  await press(dialog.getByRole('button', { name: 'Stop' }));
  await expect(dialog.getByTestId('import-stopping')).toHaveText('Stopping…');
  await held.release();
  await expect(dialog.getByTestId('import-done')).toHaveText('1 of 3 added');
  await main.keyboard.press('Escape');
  await expect(row('ann')).toHaveCount(1);
  await expect(row('bo')).toHaveCount(0);

  // Stopped while the server is gone: it ends at once, and says of whom nothing is known.
  await beginHeld('xan', 'yve');
  await held.tear();
  await expect(main.getByTestId('connection-banner')).toBeVisible();
  await press(dialog.getByRole('button', { name: 'Stop' }));
  await expect(dialog.getByTestId('import-failures').getByRole('listitem')).toHaveText([
    /^xan of the yard: No answer came, so this may or may not have happened/u,
    /^yve of the yard: Stopped before that/u,
  ]);
  await main.keyboard.press('Escape');
  await held.mend();
  await expect(main.getByTestId('connection-banner')).toHaveCount(0, { timeout: 60_000 });
  await expect(row('yve')).toHaveCount(0);

  // Refused: that one is named with the reason, and the others follow.
  await beginHeld('bo', 'cy');
  await held.refuseOnly('bo@example.com');
  await expect(dialog.getByTestId('import-done')).toHaveText('1 of 2 added');
  await expect(dialog.getByTestId('import-failures')).toHaveText(/bo of the yard: .*does not allow/u);
  await main.keyboard.press('Escape');
  await expect(row('cy')).toHaveCount(1);

  // Without a connection: it is said once, and not waited for with each of them.
  await held.tear();
  await expect(main.getByTestId('connection-banner')).toBeVisible();
  await begin('bo', 'di', 'ed');
  await expect(dialog.getByTestId('import-done')).toHaveText('0 of 3 added', { timeout: 60_000 });
  await expect(dialog.getByTestId('import-failures').getByRole('listitem')).toHaveText([
    /^bo of the yard, di of the yard,? and ed of the yard: There is no connection/u,
  ]);
});

function readSoon(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
