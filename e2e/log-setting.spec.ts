// Where the log lies, in the settings.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/fixtures';
import { openSettings } from './support/settings';

test('the settings say where the log lies and open its folder, and that none is kept where none is', async ({
  launchParley,
  newFolder,
}) => {
  const userData = newFolder('parley-log-');
  const keeping = await launchParley({ userData, env: { PARLEY_LOG_FILE: '1' } });
  await keeping.app.evaluate(({ shell }) => {
    const opened: string[] = ((globalThis as unknown as { opened: string[] }).opened = []);
    // No program of this desktop opens folders. The second time it says so.
    shell.openPath = async (path) => {
      opened.push(path);
      return opened.length === 1 ? '' : 'nothing opens folders here';
    };
  });
  const settings = await openSettings(keeping, 'advanced');
  const folder = join(userData, 'logs');
  await expect(settings.getByTestId('log-folder')).toHaveText(folder);
  await settings.getByTestId('setting-logFile').click();
  await expect
    .poll(() => keeping.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened))
    .toEqual([folder]);
  await expect(settings.getByText('This could not be done')).toHaveCount(0);
  await settings.getByTestId('setting-logFile').click();
  await expect(settings.getByText('This could not be done')).toBeVisible();
  await keeping.close();
  expect(existsSync(join(folder, 'parley.log'))).toBe(true);

  const another = await launchParley();
  const none = await openSettings(another, 'advanced');
  await expect(none.getByTestId('log-none')).toHaveText('None is kept: only an installed Parley keeps one.');
  await expect(none.getByTestId('setting-logFile')).toHaveCount(0);
});
