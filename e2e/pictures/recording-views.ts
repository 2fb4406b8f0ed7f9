// A recording, while it goes on and as it is looked at.
import type { Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callBridge } from '../support/people';
import type { Desk } from './desk';
import type { View } from './view';

let folder: string | undefined;

/** Into a file that goes with the view. */
async function record(desk: Desk): Promise<Page> {
  const main = await desk.main();
  folder = mkdtempSync(join(tmpdir(), 'parley-recording-'));
  await desk.parley.app.evaluate(
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    },
    join(folder, 'parley-recording.jsonl'),
  );
  const page = await desk.window('#/diagnostics', () => callBridge(main, 'window:open-diagnostics', undefined));
  await page.getByTestId('recording-start').click();
  await page.getByTestId('recording').waitFor();
  return page;
}

async function end(desk: Desk): Promise<void> {
  await callBridge(await desk.main(), 'recording:stop', undefined);
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}

/** What stands at the end of the window. */
const toRecording = (page: Page): Promise<void> =>
  page.getByTestId('recording-section').evaluate((section) => section.scrollIntoView({ block: 'start' }));

export const recordingViews: readonly View[] = [
  {
    name: 'recording-main',
    async show(desk) {
      await record(desk);
      return desk.main();
    },
    after: end,
  },
  { name: 'recording-section', show: record, open: toRecording, after: end },
  {
    name: 'recording-ended',
    async show(desk) {
      const page = await record(desk);
      await page.getByTestId('recording-stop').click();
      await page.getByTestId('recording-ended').waitFor();
      return page;
    },
    open: toRecording,
    after: end,
  },
  {
    name: 'recording-reader',
    async show(desk) {
      const page = await record(desk);
      await callBridge(page, 'self:set-note', 'Back at noon');
      await page.getByTestId('recording-stop').click();
      await page.getByTestId('recording-look').click();
      await page.getByTestId('recording-step').first().getByRole('button').click();
      await page.getByTestId('recording-answer').waitFor();
      return page;
    },
    after: end,
  },
];
