// The first poll of a session in the built app: the longest task of the main process and of the windows while the contact list and
// everybody's presence come in, 10,000 contacts against 1,000; and while another window opens that shows people too.
import { launch } from '../e2e/support/launch';
import { callBridge, fillSignIn } from '../e2e/support/people';
import { reader, startCrowd, type Crowd } from '../e2e/support/crowd';
import { Situations } from './support/report';
import { measureTasks } from './support/task-meter';
import { everybodyIsListed, settle } from './support/waits';
import type { Bench } from './measure';

const sizes = [1_000, 10_000];
const runs = 3;

export const firstPoll: Bench = {
  name: 'first-poll',
  needsApp: true,
  async run(print) {
    const situations = new Situations();
    for (const size of sizes) {
      const crowd = await startCrowd(size);
      try {
        for (let at = 0; at < runs; at++) await runOnce(crowd, situations);
      } finally {
        await crowd.stop();
      }
    }
    situations.report(print, [
      ['first poll, 10000 contacts', 'first poll, 1000 contacts'],
      ['another window, 10000 contacts', 'another window, 1000 contacts'],
    ]);
    return [];
  },
};

async function runOnce(crowd: Crowd, situations: Situations): Promise<void> {
  const parley = await launch();
  try {
    const page = await parley.mainWindow();
    await page.getByTestId('signin-server').waitFor();
    const measured = async (name: string, step: () => Promise<void>): Promise<void> => {
      situations.add(name, await measureTasks(parley, name, step));
    };
    await measured(`first poll, ${crowd.size} contacts`, async () => {
      await fillSignIn(page, crowd.url, reader);
      await everybodyIsListed(page, crowd);
    });
    await measured(`another window, ${crowd.size} contacts`, async () => {
      await callBridge(page, 'window:open-invitation', { to: [] });
      const invitation = await parley.window((candidate) => candidate.url().includes('#/invitation'));
      await invitation.getByTestId('invitation-text').waitFor();
      await settle(invitation);
    });
  } finally {
    await parley.close();
  }
}
