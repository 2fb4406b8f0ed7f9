// Whatever the network, the server or a crash does: it comes back by itself, and nothing that was typed is lost.
import type { Page } from '@playwright/test';
import type { SnapshotSlice } from '../src/shared/domain/model';
import type { Bridge } from '../src/shared/ipc/contract';
import { expect, test } from './support/fixtures';
import { freePort } from '../src/shared/testing/free-port';
import type { Parley } from './support/launch';
import { converse, dana, lee, signIn } from './support/people';

const bubble = (page: Page, words: string) => page.getByTestId('message').filter({ hasText: words });

test('a server that dies and comes back is a banner and no more', async ({ launchParley, startServer }) => {
  test.slow();
  const args = ['--poll-wait', '100', '--port', String(await freePort())];
  const server = await startServer([dana, lee], args);
  const danas = await launchParley();
  const lees = await launchParley();
  const main = await signIn(danas, server.url, dana);
  await signIn(lees, server.url, lee);
  const talk = await converse(danas, lees, 'sip:lee@example.com', 'Is the dock free at noon?');

  await server.kill();
  await expect(main.getByTestId('connection-banner')).toHaveCount(1);
  await expect(main.getByTestId('contacts')).toBeVisible();
  await talk.from.getByTestId('composer-text').fill('Still there?');
  await talk.from.keyboard.press('Enter');
  await expect(bubble(talk.from, 'Still there?')).toHaveAttribute('data-delivery', /queued|sending/);

  await startServer([dana, lee], args);
  await expect(main.getByTestId('connection-banner')).toHaveCount(0, { timeout: 30_000 });
  await expect((await lees.mainWindow()).getByTestId('connection-banner')).toHaveCount(0, { timeout: 30_000 });
  // Lee may be back a moment later than Dana: the message waits for that.
  const still = bubble(talk.from, 'Still there?');
  await expect(still).toHaveAttribute('data-delivery', /sent|confirmed/, { timeout: 40_000 });
  // Once, and said to be so at either end: Lee may have to accept the conversation that was opened anew.
  await expect(bubble(talk.from, 'Still there?')).toHaveCount(1);
  await expect.poll(() => heard(lees, 'Still there?'), { timeout: 30_000 }).toBe(1);
});

/** How often these words reached somebody, over all conversations. */
async function heard(parley: Parley, words: string): Promise<number> {
  // Counted there: the window has the model in slices.
  return (await parley.mainWindow()).evaluate(async (wanted) => {
    const { methods } = (window as unknown as { parley: Bridge }).parley;
    let count = 0;
    for (let isFirst = true; ; isFirst = false) {
      const answer = await methods['model:snapshot']({ isFirst });
      if (!answer.ok) throw new Error(answer.failure.code);
      const slice = JSON.parse(answer.value) as SnapshotSlice;
      for (const change of slice.changes) {
        if (change.kind !== 'message') continue;
        if (change.message.direction === 'incoming' && change.message.body.text === wanted) count += 1;
      }
      if (slice.isLast) return count;
    }
  }, words);
}

test('an error that nobody expected is one calm line, and private words stay out of its details', async ({
  launchParley,
}) => {
  const parley = await launchParley();
  const page = await parley.mainWindow();
  await expect(page.getByTestId('signin')).toBeVisible();
  await parley.app.evaluate(() => {
    setTimeout(() => {
      throw new Error('no room for sip:dana@example.com');
    }, 0);
    void Promise.reject(new Error('and nobody cared'));
  });
  const notice = page.getByTestId('notice');
  await expect(notice).toHaveCount(1);
  await expect(notice).toContainText('Something went wrong inside Parley');
  await notice.getByTestId('notice-copy').click();
  await expect(notice.getByTestId('notice-copy')).toHaveText('Copied');
  const copied = await parley.app.evaluate(({ clipboard }) => clipboard.readText());
  // Both of them by their kind and place; what an error says may be somebody's words.
  expect(copied.match(/^Error/gmu)).toHaveLength(2);
  expect(copied).not.toMatch(/dana|no room|nobody cared/u);
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toHaveCount(0);
});
