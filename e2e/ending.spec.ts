// Parley ends when it is told to, also where a thread never does; and what was typed is there at the next start.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, writeFileSync } from 'node:fs';
import type * as fsModule from 'node:fs';
import { join } from 'node:path';
import type * as threadModule from 'node:worker_threads';
import { expect } from './support/fixtures';
import { KeyStore } from './support/key-store';
import { signInAgain, signInToStay, test } from './support/kept-profile';
import type { Parley } from './support/launch';
import { callBridge, conversationWindow, dana, kim, lee } from './support/people';

/** Opening a pipe that nobody writes to waits where no word reaches the thread. */
function pipeIn(folder: string): string {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  return pipe;
}

async function quit({ app, child, userData }: Parley): Promise<void> {
  const ended = once(child, 'exit');
  // Not within this call: it would not be answered any more.
  await app.evaluate(({ app: electron }) => void setTimeout(() => electron.quit()));
  await ended;
  expect(lstatSync(join(userData, 'SingletonLock'), { throwIfNoEntry: false })).toBeUndefined();
}

test.describe('where a call never comes back', () => {
  test.beforeEach(() => test.skip(process.platform === 'win32', 'no call can be held there'));

  test('in a thread of Parley’s, what was typed is there again after a quit', async ({
    launchParley,
    keyStore,
    newTown,
    newFolder,
    profile,
  }) => {
    test.slow();
    void keyStore;
    const town = await newTown([dana, lee, kim]);
    const first = await launchParley({ userData: profile, args: KeyStore.args });
    const main = await signInToStay(first, town.url, dana);
    town.arrive(lee).invite(dana, 'Is the blue crane free?');
    await main.getByTestId('invitation-accept').click();
    const page = await conversationWindow(first);
    const id = (await page.getByTestId('conversation').getAttribute('data-conversation-id'))!;
    await first.app.evaluate(
      async (_electron, pipe) => {
        const { Worker } = process.mainModule?.require('node:worker_threads') as typeof threadModule;
        const code = `const { parentPort, workerData } = require('node:worker_threads');
parentPort.postMessage('here');
require('node:fs').openSync(workerData);`;
        const thread = new Worker(code, { eval: true, workerData: pipe });
        await new Promise((here) => thread.once('message', here));
      },
      pipeIn(newFolder('parley-pipe-')),
    );
    await page.getByTestId('composer-text').fill('It is, unti');
    await quit(first);
    expect(first.output()).toContain('threads do not end');

    const second = await launchParley({ userData: profile, args: KeyStore.args });
    const again = await signInAgain(second);
    await callBridge(again, 'window:open-conversation', { conversationId: id });
    await expect((await conversationWindow(second)).getByTestId('composer-text')).toHaveValue('It is, unti');
  });

  test('in one of those that Node has for all, Parley ends', async ({ launchParley, newFolder }) => {
    const parley = await launchParley();
    await parley.app.evaluate(
      (_electron, pipe) => {
        const fs = process.mainModule?.require('node:fs') as typeof fsModule;
        fs.open(pipe, () => undefined);
      },
      pipeIn(newFolder('parley-pipe-')),
    );
    await quit(parley);
    expect(parley.output()).toContain('threads do not end');
  });
});

test('Parley ends while the demo’s server is in a loop that nothing ends', async ({ launchParley, newFolder }) => {
  const parley = await launchParley();
  const page = await parley.mainWindow();
  const file = join(newFolder('parley-demo-'), 'server.cjs');
  // In Electron 33 neither the limit of its heap nor `terminate` reaches it there.
  writeFileSync(
    file,
    `const { parentPort, workerData } = require('node:worker_threads');
require(workerData);
parentPort.on('message', (message) => {
  if (message !== 'loop') return;
  parentPort.postMessage('here');
  const all = [];
  for (;;) all.push(new Array(1000));
});`,
  );
  const demo = await parley.app.evaluateHandle((_electron, loops) => {
    const module = process.mainModule?.require('node:worker_threads') as typeof threadModule;
    const Plain = module.Worker;
    const started: InstanceType<typeof Plain>[] = [];
    module.Worker = class extends Plain {
      constructor(...[server, options]: ConstructorParameters<typeof Plain>) {
        const isDemo = String(server).endsWith('embedded-server.js');
        super(isDemo ? loops : server, isDemo ? { ...options, workerData: server } : options);
        if (isDemo) started.push(this);
      }
    };
    return started;
  }, file);
  await page.getByTestId('signin-demo').click();
  await expect(page.getByTestId('contact-row').first()).toBeVisible();
  await demo.evaluate(async ([thread]) => {
    const here = new Promise((resolve) => {
      thread?.on('message', (message) => message === 'here' && resolve(undefined));
    });
    thread?.postMessage('loop');
    await here;
  });
  await quit(parley);
});
