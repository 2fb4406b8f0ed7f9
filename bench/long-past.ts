// The built app with a long history in its profile: the longest task of the main process and of the windows at sign-in, when the
// history is opened and searched, and when a conversation is opened, with 1,000,000 messages against 10,000.
import { KeyStore } from '../e2e/support/key-store';
import { launch } from '../e2e/support/launch';
import { callBridge } from '../e2e/support/people';
import { startCrowd, type Crowd } from '../e2e/support/crowd';
import { removeFolder } from '../e2e/support/remove-folder';
import { makeLongPast } from './support/long-past';
import { Situations } from './support/report';
import { measureTasks } from './support/task-meter';
import { everybodyIsListed, settle } from './support/waits';
import type { Bench } from './measure';

const sizes = [10_000, 1_000_000];
const runs = 5;
/** Of the latest ones, which come back at sign-in. */
const conversationId = 'c999';

export const longPast: Bench = {
  name: 'long-past',
  needsApp: true,
  async run() {
    const situations = new Situations();
    const keyStore = await KeyStore.start();
    const crowd = await startCrowd(10_000);
    try {
      for (const size of sizes) {
        const profile = await makeLongPast(crowd.url, size);
        try {
          for (let at = 0; at < runs; at++) await runOnce(crowd, profile, size, situations);
        } finally {
          await removeFolder(profile);
        }
      }
    } finally {
      await crowd.stop();
      await keyStore.stop();
    }
    return situations.rows(
      steps.map((step) => [`${step}, ${sizes[1]} messages`, `${step}, ${sizes[0]} messages`, `${sizes[0]} messages`]),
    );
  },
};

const steps = ['sign-in', 'history opened', 'searched', 'found message opened', 'conversation opened'] as const;

async function runOnce(crowd: Crowd, profile: string, size: number, situations: Situations): Promise<void> {
  const parley = await launch({ userData: profile, args: KeyStore.args });
  try {
    const page = await parley.mainWindow();
    await page.getByTestId('signin-submit').waitFor();
    const measured = async (step: (typeof steps)[number], run: () => Promise<unknown>): Promise<void> => {
      const name = `${step}, ${size} messages`;
      const tasks = await measureTasks(parley, name, async () => {
        await run();
        await settle(page);
      });
      situations.add(name, tasks);
    };

    await measured('sign-in', async () => {
      await page.getByTestId('signin-submit').click();
      await everybodyIsListed(page, crowd);
    });
    const openHistory = async (): Promise<void> => {
      await callBridge(page, 'window:open-history', undefined);
      const history = await parley.window((candidate) => candidate.url().includes('#/history'));
      await history.getByTestId('history-conversation').first().waitFor();
    };
    await measured('history opened', openHistory);
    const history = await parley.window((candidate) => candidate.url().includes('#/history'));
    await measured('searched', async () => {
      await history.getByTestId('history-search').pressSequentially('w1a w2', { delay: 60 });
      await history.getByTestId('history-hit').first().waitFor();
    });
    await measured('found message opened', async () => {
      await history.getByTestId('history-hit').first().click();
      await history.locator('[data-testid=history-message].marked').waitFor();
    });
    await measured('conversation opened', async () => {
      await callBridge(page, 'window:open-conversation', { conversationId });
      const conversation = await parley.window((candidate) => candidate.url().includes('#/conversation'));
      await conversation.getByTestId('message').first().waitFor();
    });
  } finally {
    await parley.close();
  }
}
