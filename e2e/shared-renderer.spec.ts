// Windows of one kind share a renderer: they cost less, and go together when it does. Then all of them come back.
import type { ElectronApplication } from '@playwright/test';
import { expect } from './support/fixtures';
import { test } from './support/kept-profile';
import { callBridge, dana, kim, lee, signIn } from './support/people';

interface Look {
  readonly pid: number;
  readonly draft: string | undefined;
}

/** What the windows of conversations show; asked in the main process, as the driver loses a page that crashed. */
function looks(app: ElectronApplication, view: string): Promise<readonly (Look | undefined)[]> {
  return app.evaluate(({ BrowserWindow }, wanted) => {
    const all = BrowserWindow.getAllWindows().map(({ webContents }) => webContents);
    return Promise.all(
      all
        .filter((contents) => contents.getURL().includes(wanted))
        .map(async (contents) => {
          if (contents.isCrashed() || contents.isLoading()) return undefined;
          const draft = contents.executeJavaScript(
            `document.querySelector('[data-testid=composer-text]')?.value`,
          ) as Promise<string | undefined>;
          const late = new Promise<undefined>((done) => setTimeout(() => done(undefined), 1_000));
          return { pid: contents.getOSProcessId(), draft: await Promise.race([draft, late]) };
        }),
    );
  }, view);
}

test('two conversations share a renderer, and both come back from its crash with what was half-written', async ({
  launchParley,
  newTown,
}) => {
  test.slow();
  const town = await newTown([dana, lee, kim]);
  const parley = await launchParley();
  const main = await signIn(parley, town.url, dana);
  for (const person of [lee, kim]) {
    town.arrive(person).invite(dana, `This is ${person.name}.`);
    await main.getByTestId('invitation-accept').click();
    const page = await parley.window(
      async (each) => each.url().includes('#/conversation/') && (await each.title()).includes(person.name),
    );
    const words = `half a thought for ${person.name}`;
    await page.getByTestId('composer-text').fill(words);
    const id = await page.getByTestId('conversation').getAttribute('data-conversation-id');
    await expect.poll(() => callBridge(main, 'draft:load', `conversation:${id}`)).toEqual({ ok: true, value: words });
  }
  const before = await looks(parley.app, '#/conversation/');
  expect(new Set(before.map((each) => each?.pid)).size).toBe(1);
  const drafts = [lee, kim].map(({ name }) => `half a thought for ${name}`).sort();
  await main.evaluate(() => document.body.classList.add('untouched'));

  await parley.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => webContents.getURL().includes('#/conversation/'))
      ?.webContents.forcefullyCrashRenderer();
  });
  await expect
    .poll(
      async () => {
        const now = await looks(parley.app, '#/conversation/');
        return {
          drafts: now.map((each) => each?.draft).sort(),
          isNew: now.every((each) => each?.pid !== before[0]?.pid),
        };
      },
      { timeout: 20_000 },
    )
    .toEqual({ drafts, isNew: true });
  expect(await main.evaluate(() => document.body.classList.contains('untouched'))).toBe(true);
});
