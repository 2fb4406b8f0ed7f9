// A conversation of the history with 100,000 messages opened, beside one with 100: from asking for its window until the first text of the
// thread is painted in it.
import { KeyStore } from '../e2e/support/key-store';
import { reader, startCrowd } from '../e2e/support/crowd';
import { launch, type Parley } from '../e2e/support/launch';
import { callBridge } from '../e2e/support/people';
import { removeFolder } from '../e2e/support/remove-folder';
import type { HistoryDatabase } from '../src/main/store/history/history-database';
import { sampleConversation } from '../src/shared/testing/sample-conversation';
import { compared, type Bench } from './measure';
import { makePast } from './support/long-past';
import { firstPainted, watchNewWindows } from './support/painted';
import { settle } from './support/waits';

const runs = 9;
const long = { id: 'c1000', uri: 'sip:p0@example.com', messages: 100_000 };
const short = { id: 'c1001', uri: 'sip:p1@example.com', messages: 100 };
type Thread = typeof long;

export const longThread: Bench = {
  name: 'long-thread',
  needsApp: true,
  async run() {
    const keyStore = await KeyStore.start();
    const crowd = await startCrowd(100);
    const profile = await makePast(crowd.url, (database) => [short, long].forEach((thread) => fill(database, thread)));
    const parley = await launch({ userData: profile, args: KeyStore.args });
    try {
      const main = await parley.mainWindow();
      await main.getByTestId('signin-submit').click();
      await main.getByTestId('conversation-row').first().waitFor();
      await settle(main);
      await watchNewWindows(parley, 'message-text');
      // The first of all windows of a kind starts a process.
      for (const thread of [short, long]) await open(parley, thread);
      return [
        await compared({
          name: 'a conversation with 100,000 messages opened',
          unit: 'ms',
          runs,
          what: 'one with 100',
          goal: { atMost: 1.5, of: 'ratio' },
          parley: () => open(parley, long),
          reference: () => open(parley, short),
        }),
      ];
    } finally {
      await parley.close();
      await removeFolder(profile);
      await crowd.stop();
      await keyStore.stop();
    }
  },
};

function fill(database: HistoryDatabase, { id, uri, messages }: Thread): void {
  const name = uri === long.uri ? 'Dana' : 'Lee';
  const conversation = sampleConversation({
    id,
    direction: 'incoming',
    state: 'ended',
    end: 'peer-left',
    subject: `The talk with ${name}`,
    peer: uri,
    participants: [{ uri, name, role: 'attendee' }],
    inviter: uri,
    startedAt: 1_000,
    lastActivityAt: 1_000 * messages,
  });
  database.write([{ kind: 'conversation', conversation }]);
  const slice = 10_000;
  for (let start = 0; start < messages; start += slice) {
    database.write(
      Array.from({ length: Math.min(slice, messages - start) }, (_, index) => ({
        kind: 'message',
        message: {
          id: `m${Number(id.slice(1)) * 1_000_000 + start + index}`,
          conversationId: id,
          direction: index % 3 === 0 ? 'outgoing' : 'incoming',
          from: index % 3 === 0 ? reader.uri : uri,
          body: { text: `Line ${start + index} of what was said, as long as such a line is.` },
          at: 1_000 * (start + index),
        },
      })),
    );
  }
}

/** In ms. It is closed again. */
async function open(parley: Parley, { id }: Thread): Promise<number> {
  const main = await parley.mainWindow();
  const opened = parley.app.waitForEvent('window');
  const start = performance.timeOrigin + performance.now();
  await callBridge(main, 'window:open-conversation', { conversationId: id });
  const page = await opened;
  const took = (await firstPainted(page)) - start;
  const gone = page.waitForEvent('close');
  await callBridge(page, 'window:close', undefined);
  await gone;
  await settle(main);
  return took;
}
