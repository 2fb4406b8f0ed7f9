// Pages that hang or keep crashing, and the demo's server that dies under its people.
import type { Page } from '@playwright/test';
import type * as threadModule from 'node:worker_threads';
import { expect, test, type Fixtures } from './support/fixtures';
import type { Parley } from './support/launch';
import { callBridge, converse, dana, lee, signIn } from './support/people';

/** What the new page of the conversation's window shows, asked in the main process: the driver loses a page that crashed. */
interface Look {
  readonly thread: readonly string[];
  readonly draft: string | undefined;
}

function look(parley: Parley): Promise<Look | undefined> {
  return parley.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows().find((window) =>
      window.webContents.getURL().includes('#/conversation/'),
    )?.webContents;
    if (!contents || contents.isCrashed() || contents.isLoading()) return undefined;
    const seen = contents.executeJavaScript(`document.body.classList.contains('old') ? undefined : ({
      thread: [...document.querySelectorAll('[data-testid=message-text]')].map((each) => each.textContent),
      draft: document.querySelector('[data-testid=composer-text]')?.value,
    })`) as Promise<Look | undefined>;
    // A page that hangs, or is just dying, never answers.
    return Promise.race([seen, new Promise<undefined>((late) => setTimeout(() => late(undefined), 1_000))]);
  });
}

const shown: Look = { thread: ['Is the dock free at noon?'], draft: 'half a thought' };

/** Dana's Parley, with a conversation on the screen and something half-written in it that is on the disk. */
async function interruptedTalk({
  launchParley,
  startServer,
}: Pick<Fixtures, 'launchParley' | 'startServer'>): Promise<Parley> {
  const { url } = await startServer([dana, lee], ['--poll-wait', '100']);
  const danas = await launchParley();
  const lees = await launchParley();
  await signIn(danas, url, dana);
  await signIn(lees, url, lee);
  const talk = await converse(danas, lees, 'sip:lee@example.com', 'Is the dock free at noon?');
  await talk.from.getByTestId('composer-text').fill('half a thought');
  const id = await talk.from.getByTestId('conversation').getAttribute('data-conversation-id');
  await expect
    .poll(() => callBridge(talk.from, 'draft:load', `conversation:${id}`))
    .toEqual({ ok: true, value: 'half a thought' });
  await talk.from.evaluate(() => document.body.classList.add('old'));
  return danas;
}

test('a window whose page crashes comes back with its thread and what was half-written', async ({
  launchParley,
  startServer,
}) => {
  const danas = await interruptedTalk({ launchParley, startServer });
  await danas.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => webContents.getURL().includes('#/conversation/'))
      ?.webContents.forcefullyCrashRenderer();
  });
  await expect.poll(() => look(danas), { timeout: 20_000 }).toEqual(shown);
});

test('a window whose page hangs comes back with its thread and what was half-written', async ({
  launchParley,
  startServer,
}) => {
  test.slow();
  const danas = await interruptedTalk({ launchParley, startServer });

  await danas.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('#/conversation/'),
    );
    // For ever; and Chromium's word for it, which would take half a minute and a person who presses keys.
    void window?.webContents.executeJavaScript('for (;;);').catch(() => undefined);
    setTimeout(() => window?.emit('unresponsive'), 500);
  });
  await expect.poll(() => look(danas), { timeout: 40_000 }).toEqual(shown);
});

/** Answers the next dialogs with these buttons, and notes what they say. */
async function answerDialogs(parley: Parley, buttons: readonly number[]): Promise<() => Promise<string[]>> {
  await parley.app.evaluate(({ dialog }, answers) => {
    const told: string[] = [];
    const left = [...answers];
    (globalThis as Record<string, unknown>)['told'] = told;
    dialog.showMessageBox = async (...args: unknown[]) => {
      const options = args.at(-1) as { readonly message: string; readonly buttons: readonly string[] };
      told.push(`${options.message}: ${options.buttons.join(', ')}`);
      return { response: left.shift() ?? 1, checkboxChecked: false };
    };
  }, buttons);
  return () => parley.app.evaluate(() => (globalThis as Record<string, unknown>)['told'] as string[]);
}

/** One page crashes as soon as it has loaded, this often. */
async function crashMain(parley: Parley, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    await expect.poll(() => mainState(parley), { timeout: 20_000 }).toBe('there');
    await parley.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    await expect.poll(() => mainState(parley)).not.toBe('there');
  }
}

function mainState(parley: Parley): Promise<string> {
  return parley.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) return 'closed';
    if (contents.isCrashed()) return 'crashed';
    if (contents.isLoading()) return 'loading';
    const isThere = contents.executeJavaScript(
      `document.querySelector('[data-testid=signin]') !== null`,
    ) as Promise<boolean>;
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 500));
    return Promise.race([isThere.catch(() => false), late]).then((found) => (found ? 'there' : 'empty'));
  });
}

test('a page that keeps crashing leads to a question, and each answer leads on', async ({ launchParley }) => {
  test.slow();
  const parley = await launchParley();
  await expect((await parley.mainWindow()).getByTestId('signin')).toBeVisible();
  const told = await answerDialogs(parley, [0, 1]);
  await crashMain(parley, 2);
  await expect.poll(() => mainState(parley), { timeout: 20_000 }).toBe('there');
  expect(await told()).toEqual([]);
  await crashMain(parley, 1);
  const question = 'A window of Parley keeps failing: Try again, Close';
  await expect.poll(told).toEqual([question]);

  // "Try again": three more.
  await crashMain(parley, 3);
  await expect.poll(told).toEqual([question, question]);
  // "Close": the window is gone and Parley is not; asked for, it is there again.
  await expect.poll(() => mainState(parley)).toBe('closed');
  await parley.app.evaluate(({ app }) => void app.emit('activate'));
  await expect.poll(() => mainState(parley), { timeout: 20_000 }).toBe('there');
});

test('the demo goes on after its server died', async ({ launchParley }) => {
  test.slow();
  const parley = await launchParley();
  const page: Page = await parley.mainWindow();
  const threads = await watchThreads(parley, 'embedded-server.js');
  await page.getByTestId('signin-demo').click();
  await expect(page.getByTestId('contacts')).toBeVisible();
  const present = page.getByTestId('contact-row').filter({ hasText: 'Available' });
  await expect(present.first()).toBeVisible();
  expect(await threads.states()).toEqual(['runs']);
  const sessions = (): number => parley.output().split('session event=polled state=online').length - 1;
  expect(sessions()).toBe(1);
  await threads.end();
  await expect.poll(threads.states, { timeout: 15_000 }).toEqual(['has ended', 'runs']);
  // In a session of the new one, without a word from anybody.
  await expect.poll(sessions, { timeout: 30_000 }).toBe(2);
  await expect(page.getByTestId('connection-banner')).toHaveCount(0);
  await expect(present.first()).toBeVisible({ timeout: 15_000 });
});

/** The worker threads of a file that the main process starts from now on. `end`: of the last one, in the midst of what it does. */
async function watchThreads(
  parley: Parley,
  file: string,
): Promise<{ readonly states: () => Promise<readonly string[]>; readonly end: () => Promise<void> }> {
  const seen = await parley.app.evaluateHandle((_electron, watched) => {
    const module = process.mainModule?.require('node:worker_threads') as typeof threadModule;
    const Plain = module.Worker;
    const threads: { readonly worker: InstanceType<typeof Plain>; hasEnded: boolean }[] = [];
    module.Worker = class extends Plain {
      constructor(...args: ConstructorParameters<typeof Plain>) {
        super(...args);
        if (!String(args[0]).endsWith(watched)) return;
        const thread = { worker: this, hasEnded: false };
        threads.push(thread);
        this.once('exit', () => (thread.hasEnded = true));
      }
    };
    return threads;
  }, file);
  return {
    states: () => seen.evaluate((threads) => threads.map(({ hasEnded }) => (hasEnded ? 'has ended' : 'runs'))),
    end: () => seen.evaluate(async (threads) => void (await threads.at(-1)?.worker.terminate())),
  };
}
