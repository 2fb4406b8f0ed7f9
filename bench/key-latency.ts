// From a key to what it shows, in the composer of a conversation and in the search of 10,000 contacts: from when the browser's process
// has the key until the frame with what came of it was presented, as Chromium's own tracing tells it (`EventLatency`). Not the keyboard
// and the X server before that, nor the screen after it. Beside it the same keys in a page that is nothing but a field. In the search the
// letter is seen first; when the list that belongs to it is drawn is a row of its own.
import { _electron, type ElectronApplication, type Locator } from '@playwright/test';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { reader, startCrowd } from '../e2e/support/crowd';
import { electronArgs, launch } from '../e2e/support/launch';
import { conversationWindow, fillSignIn } from '../e2e/support/people';
import { removeFolder } from '../e2e/support/remove-folder';
import { percentile, rowOf, type Bench, type Row } from './measure';
import { latenciesOfKeys } from './support/latencies-of-keys';
import { takeListTimes, watchList } from './support/list-times';
import { traced } from './support/trace';
import { everybodyIsListed, settle } from './support/waits';

const runs = 5;
const said = 'The crane at quay four is ready, and so are we. Shall we begin with the long containers at noon? ';
const names = ['dana ', 'reyes ', 'kim n', 'sasha ', 'robin w', 'weber '];
/** About as fast as the fastest type, and at no fixed place between two frames. */
const betweenMs = [35, 65] as const;

export const keyLatency: Bench = {
  name: 'key-latency',
  needsApp: true,
  async run(_print, { isShort }) {
    const crowd = await startCrowd(10_000, 200);
    const bareProfile = mkdtempSync(join(tmpdir(), 'parley-bare-'));
    const bare = await _electron.launch({
      executablePath: process.env['ELECTRON_EXEC_PATH'] ?? '',
      args: ['bench/bare', ...electronArgs().slice(1), `--user-data-dir=${bareProfile}`],
    });
    const parley = await launch();
    try {
      const main = await parley.mainWindow();
      await fillSignIn(main, crowd.url, reader);
      await everybodyIsListed(main, crowd);
      const talk = crowd.invite('Have you got a minute?');
      await main.getByTestId('invitation-accept').click();
      const conversation = await conversationWindow(parley);
      await conversation.locator('[data-testid=conversation][data-state=connected]').waitFor();
      for (let at = 0; at < 200; at++) talk.say(`${at} of what was said before, as long as such a line is.`);
      await conversation.getByTestId('message-text').filter({ hasText: '199 of' }).waitFor();
      await settle(conversation);

      const page = await bare.firstWindow();
      await page.evaluate("document.body.innerHTML = '<textarea></textarea><input>'");
      const turns = isShort ? 1 : 2;
      const inComposer = Array.from({ length: turns }, () => said);
      const search = { app: parley.app, field: main.getByTestId('contacts-search') };
      const inSearch = Array.from({ length: turns }, () => names).flat();
      return [
        await compareKeys('key to pixel in the composer', inComposer, [
          { app: parley.app, field: conversation.getByTestId('composer-text') },
          { app: bare, field: page.locator('textarea') },
        ]),
        await compareKeys('key to pixel in the search of 10,000 contacts', inSearch, [
          search,
          { app: bare, field: page.locator('input') },
        ]),
        await timeList(search, inSearch),
      ];
    } finally {
      await parley.close();
      await bare.close();
      await removeFolder(bareProfile);
      await crowd.stop();
    }
  },
};

interface Field {
  readonly app: ElectronApplication;
  readonly field: Locator;
}

async function compareKeys(
  name: string,
  texts: readonly string[],
  [ours, bare]: readonly [Field, Field],
): Promise<Row> {
  const p95 = async (where: Field): Promise<number> => percentile(await keyTimes(name, where, texts), 0.95);
  // What a field does for the first time takes longer.
  for (const where of [bare, ours]) await typeAll(where, texts.slice(0, 1));
  const [parley, values]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    values.push(await p95(bare));
    parley.push(await p95(ours));
  }
  return rowOf({
    name: `${name}, p95`,
    unit: 'ms',
    goal: { atMost: 16, of: 'value' },
    parley,
    reference: { what: 'bare page', values },
  });
}

async function timeList({ app, field }: Field, texts: readonly string[]): Promise<Row> {
  const page = field.page();
  await watchList(page);
  const parley: number[] = [];
  for (let run = 0; run < runs; run++) {
    await typeAll({ app, field }, texts);
    parley.push(percentile(await takeListTimes(page), 0.95));
  }
  return rowOf({ name: 'key to the list that was searched, p95', unit: 'ms', parley });
}

async function keyTimes(name: string, where: Field, texts: readonly string[]): Promise<number[]> {
  const events = await traced(where.app, name, ['cc', 'benchmark', 'input'], () => typeAll(where, texts));
  const times = latenciesOfKeys(events);
  const keys = texts.join('').length;
  // A key that comes before the frame of the one before it is in the same frame, and counts.
  if (times.length < keys * 0.9) throw new Error(`${times.length} of ${keys} keys were presented`);
  return times;
}

async function typeAll({ field }: Field, texts: readonly string[]): Promise<void> {
  const { keyboard } = field.page();
  for (const text of texts) {
    await field.fill('');
    await field.focus();
    await sleep(300);
    for (const sign of text) {
      await keyboard.press(sign === ' ' ? 'Space' : sign);
      await sleep(betweenMs[0] + Math.random() * (betweenMs[1] - betweenMs[0]));
    }
  }
  await sleep(300);
  await field.fill('');
}
