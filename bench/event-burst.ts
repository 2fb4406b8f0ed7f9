// A burst of events in the built app: presence of the contact list and messages of an open conversation, half and half, in one poll.
// The longest task of the main process and of the windows while it is taken in, 5,000 events against 500, with 10,000 contacts.
import type { Page } from '@playwright/test';
import { launch } from '../e2e/support/launch';
import { conversationWindow, fillSignIn } from '../e2e/support/people';
import { startCrowd, reader, type Crowd } from '../e2e/support/crowd';
import { Situations } from './support/report';
import { measureTasks } from './support/task-meter';
import { everybodyIsListed, settle } from './support/waits';
import type { Bench } from './measure';

const contacts = 10_000;
const sizes = [500, 5_000];
const runs = 5;

export const eventBurst: Bench = {
  name: 'event-burst',
  needsApp: true,
  async run() {
    const situations = new Situations();
    const crowd = await startCrowd(contacts);
    try {
      for (let at = 0; at < runs; at++) await runOnce(crowd, situations);
    } finally {
      await crowd.stop();
    }
    return situations.rows([['burst of 5000', 'burst of 500', 'burst of 500'], ['one message after a burst of 5000']]);
  },
};

async function runOnce(crowd: Crowd, situations: Situations): Promise<void> {
  const parley = await launch();
  try {
    const page = await parley.mainWindow();
    await fillSignIn(page, crowd.url, reader);
    await everybodyIsListed(page, crowd);
    const talk = crowd.invite('Have you got a minute?');
    await page.getByTestId('invitation-accept').click();
    const conversation = await conversationWindow(parley);
    await conversation.locator('[data-testid=conversation][data-state=connected]').waitFor();
    await settle(conversation);
    const measured = async (name: string, step: () => Promise<void>): Promise<void> => {
      situations.add(name, await measureTasks(parley, name, step));
    };
    for (const size of sizes) {
      await measured(`burst of ${size}`, async () => {
        crowd.changePresence(size / 2);
        for (let at = 1; at <= size / 2; at++) talk.say(`${at} of ${size / 2}: the quick brown fox has arrived`);
        await lastIsShown(conversation, `${size / 2} of ${size / 2}:`);
      });
    }
    await measured('one message after a burst of 5000', async () => {
      talk.say('one more');
      await lastIsShown(conversation, 'one more');
    });
  } finally {
    await parley.close();
  }
}

async function lastIsShown(conversation: Page, text: string): Promise<void> {
  await conversation.getByTestId('message-text').last().filter({ hasText: text }).waitFor({ timeout: 60_000 });
  await settle(conversation);
}
