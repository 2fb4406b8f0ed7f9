// The main window with many conversations in it: the longest task of the main process and of the window at sign-in, when all of them are
// shown, gone through by keys and searched, and while presence comes in, 500 unread conversations against 30, with 10,000 contacts.
import { KeyStore } from '../e2e/support/key-store';
import { launch } from '../e2e/support/launch';
import { startCrowd, type Crowd } from '../e2e/support/crowd';
import { removeFolder } from '../e2e/support/remove-folder';
import { sampleConversation } from '../src/shared/testing/sample-conversation';
import type { HistoryDatabase } from '../src/main/store/history/history-database';
import { makePast } from './support/long-past';
import { Situations } from './support/report';
import { measureTasks } from './support/task-meter';
import { settle } from './support/waits';
import type { Bench } from './measure';

const sizes = [30, 500];
const runs = 5;
const steps = ['sign-in', 'all shown', 'to the end by keys', 'searched', 'presence of 500'] as const;

export const recents: Bench = {
  name: 'recents',
  needsApp: true,
  async run() {
    const situations = new Situations();
    const keyStore = await KeyStore.start();
    const crowd = await startCrowd(10_000);
    try {
      for (const size of sizes) {
        const profile = await makePast(crowd.url, (database) => fill(database, size));
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
      steps.map((step) => [
        `${step}, ${sizes[1]} conversations`,
        `${step}, ${sizes[0]} conversations`,
        `${sizes[0]} conversations`,
      ]),
    );
  },
};

/** Each unread, so that all of them come back at sign-in. */
function fill(database: HistoryDatabase, count: number): void {
  database.write(
    Array.from({ length: count }, (_, at) => {
      const uri = `sip:p${at}@example.com`;
      return {
        kind: 'conversation',
        conversation: sampleConversation({
          id: `c${1_000 + at}`,
          direction: 'incoming',
          state: 'ended',
          end: 'peer-left',
          subject: `Subject ${at}`,
          participants: [{ uri, name: `Person ${at}`, role: 'attendee' }],
          inviter: uri,
          unread: 1,
          startedAt: at,
          lastActivityAt: at,
        }),
      } as const;
    }),
  );
  database.write(
    Array.from({ length: count * 20 }, (_, at) => ({
      kind: 'message',
      message: {
        id: `m${100_000 + at}`,
        conversationId: `c${1_000 + (at % count)}`,
        direction: 'incoming',
        from: `sip:p${at % count}@example.com`,
        body: { text: `Message ${at} about the load at quay ${at % 9}` },
        at,
      },
    })),
  );
}

async function runOnce(crowd: Crowd, profile: string, size: number, situations: Situations): Promise<void> {
  const parley = await launch({ userData: profile, args: KeyStore.args });
  try {
    const page = await parley.mainWindow();
    await page.getByTestId('signin-submit').waitFor();
    const measured = async (step: (typeof steps)[number], run: () => Promise<unknown>): Promise<void> => {
      const name = `${step}, ${size} conversations`;
      const tasks = await measureTasks(parley, name, async () => {
        await run();
        await settle(page);
      });
      situations.add(name, tasks);
    };
    const rows = page.getByTestId('conversation-row');
    await measured('sign-in', async () => {
      await page.getByTestId('signin-submit').click();
      await rows.first().waitFor();
      await page.getByTestId('recents-head').getByText(String(size), { exact: true }).waitFor({ timeout: 60_000 });
    });
    await measured('all shown', async () => {
      await page.getByTestId('recents-more').click();
      await rows.first().waitFor();
    });
    await measured('to the end by keys', async () => {
      await page.getByTestId('contacts-search').press('ArrowDown');
      for (let at = 0; at < 40; at++) await page.keyboard.press('PageDown');
      await page.keyboard.press('End');
    });
    await measured('searched', async () => {
      await page.getByTestId('contacts-search').pressSequentially('subject 2', { delay: 60 });
      await rows.first().waitFor();
    });
    await measured('presence of 500', async () => {
      await page.getByTestId('contacts-search').fill('');
      await rows.first().waitFor();
      crowd.changePresence(500);
      await settle(page);
    });
  } finally {
    await parley.close();
  }
}
