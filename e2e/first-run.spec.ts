// The first screen: what Parley is, the demo and one's own server at once, in a small window and in each language.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/fixtures';

const languages = readdirSync(join(__dirname, '../src/shared/locales'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

for (const language of languages) {
  test(`the first screen is seen whole in a window of 420 by 640 (${language})`, async ({
    launchParley,
    newFolder,
  }, info) => {
    const userData = newFolder('parley-first-');
    writeFileSync(join(userData, 'settings.json'), JSON.stringify({ language }));
    const parley = await launchParley({ userData });
    const page = await parley.mainWindow();
    await page.getByTestId('signin-guide').waitFor();
    await parley.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(420, 640));
    await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([420, 640]);
    await page.screenshot({ path: info.outputPath('first-run.png') });
    expect(await page.getByTestId('signin').evaluate((view) => view.scrollHeight - view.clientHeight)).toBe(0);
    for (const id of ['signin-demo', 'signin-server', 'signin-submit', 'signin-guide']) {
      await expect(page.getByTestId(id)).toBeInViewport({ ratio: 1 });
    }
  });
}
