// The contact list to a file and from one.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './support/fixtures';
import { test } from './support/kept-profile';
import { dana, kim, lee, signIn } from './support/people';
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

  // Out: the file does nothing when a spreadsheet opens it.
  const csv = join(folder, 'contacts.csv');
  await parley.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, csv);
  await openFiles('Export contacts as CSV');
  await expect.poll(() => readSoon(csv)).toContain("'=Sam(1),sip:sam@example.com,");
  expect(readSoon(csv)).toContain('Lee Park,sip:lee@example.com,Suppliers,');

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
          `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${id} of the yard\r\nIMPP:sip:${id}@example.com\r\nCATEGORIES:Yard\r\nEND:VCARD\r\n`,
      )
      .join('') + `BEGIN:VCARD\r\nFN:Lee\r\nIMPP:sip:lee@example.com\r\nCATEGORIES:Suppliers\r\nEND:VCARD\r\n`,
  );
  await dialog.getByTestId('import-file').setInputFiles(more);
  await expect(dialog.getByTestId('import-person')).toHaveText([/noor of the yard/u, /jun of the yard/u]);
  await expect(dialog.getByTestId('import-groups')).toContainText('Yard');
  await expect(dialog.getByTestId('import-preview')).toContainText('1 is on your list already.');
  await dialog.getByTestId('import-add').focus();
  await main.keyboard.press('Enter');
  await expect(dialog.getByTestId('import-done')).toHaveText('2 of 2 added');
  await main.keyboard.press('Escape');
  await expect(main.getByTestId('group-row').filter({ hasText: 'Yard' })).toHaveCount(1);
  await expect(main.locator('[data-testid=contact-row][data-uri="sip:noor@example.com"]')).toContainText(
    'noor of the yard',
  );
});

function readSoon(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
