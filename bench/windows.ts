// What the windows of conversations cost: Parley's memory with one of them and with ten, and the time from asking for one until its
// thread is there.
import { reader, startCrowd } from '../e2e/support/crowd';
import { launch, type Parley } from '../e2e/support/launch';
import { callBridge, signIn } from '../e2e/support/people';
import type { Page } from '@playwright/test';
import { memoryOf } from './support/memory';
import { percentile, type Bench } from './measure';

const count = 10;
/** Once it is quiet, Chromium gives back what loading has taken. */
const quietMs = 10_000;

export const windows: Bench = {
  name: 'windows',
  needsApp: true,
  async run(print) {
    const crowd = await startCrowd(200);
    const parley = await launch();
    try {
      const main = await signIn(parley, crowd.url, reader);
      const ids: string[] = [];
      // The first is for what is loaded once, whoever opens a window.
      for (let at = 0; at <= count; at++) {
        const talk = crowd.invite(`Shipment ${at} has left the dock.`);
        const card = main.getByTestId('invitation-card');
        const conversationId = (await card.getAttribute('data-conversation')) ?? '';
        await callBridge(main, 'conversation:accept', { conversationId });
        await card.waitFor({ state: 'detached' });
        for (let line = 0; line < 20; line++) talk.say(`Line ${line} of talk ${at}, as long as such a line is.`);
        ids.push(conversationId);
      }
      const first = await openConversation(parley, main, ids.shift()!);
      await callBridge(first.page, 'window:close', undefined);
      await main.waitForTimeout(quietMs);

      const memory = [memoryOf(parley)];
      const times: number[] = [];
      for (const [at, id] of ids.entries()) {
        times.push((await openConversation(parley, main, id)).ms);
        if (at > 0 && at < count - 1) continue;
        await main.waitForTimeout(quietMs);
        memory.push(memoryOf(parley));
      }
      const [none = 0, one = 0, ten = 0] = memory;
      const mib = (value: number): string => `${value.toFixed(0)} MiB`;
      print(`memory without a window ${mib(none)}, with one ${mib(one)}, with ${count} ${mib(ten)}`);
      print(`Parley with ${count} windows against Parley with one: ${(ten / one).toFixed(2)} (budget 2)`);
      print(`each further window ${mib((ten - one) / (count - 1))}, the first ${mib(one - none)}`);
      const [firstMs = 0, ...further] = times;
      print(
        `until its thread is there: the first ${firstMs.toFixed(0)} ms, a further one ${percentile(further, 0.5).toFixed(0)} ms`,
      );
    } finally {
      await parley.close();
      await crowd.stop();
    }
    return [];
  },
};

async function openConversation(
  parley: Parley,
  main: Page,
  conversationId: string,
): Promise<{ page: Page; ms: number }> {
  const start = performance.now();
  const opened = parley.app.waitForEvent('window');
  await callBridge(main, 'window:open-conversation', { conversationId });
  const page = await opened;
  await page.getByTestId('message').last().waitFor();
  return { page, ms: performance.now() - start };
}
