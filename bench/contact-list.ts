// The contact list of the built app, 10,000 contacts in 200 groups against 500 in 10: from the first snapshot to painted, a key of the
// search, a change of presence of half of them, and somebody dragged over the list. The time of each, and the longest task of the main
// process and of the window.
import type { Page } from '@playwright/test';
import { reader, startCrowd, type Crowd } from '../e2e/support/crowd';
import { launch } from '../e2e/support/launch';
import { fillSignIn } from '../e2e/support/people';
import { Situations } from './support/report';
import { measureTasks } from './support/task-meter';
import { everybodyIsListed, settle } from './support/waits';
import { percentile, type Bench } from './measure';

const sizes = [
  { contacts: 500, groups: 10 },
  { contacts: 10_000, groups: 200 },
] as const;
const runs = 3;
const steps = ['first snapshot', 'a key of the search', 'presence of half of them', 'a drag over the list'] as const;
type Step = (typeof steps)[number];

export const contactList: Bench = {
  name: 'contact-list',
  needsApp: true,
  async run(print) {
    const situations = new Situations();
    const times = new Map<string, number[]>();
    for (const { contacts, groups } of sizes) {
      const crowd = await startCrowd(contacts, groups);
      try {
        for (let at = 0; at < runs; at++) await runOnce(crowd, situations, times);
      } finally {
        await crowd.stop();
      }
    }
    const [few, many] = sizes;
    const nameOf = (step: Step, size: number): string => `${step}, ${size} contacts`;
    for (const step of steps) {
      const [least, most] = [few, many].map(({ contacts }) => best(times.get(nameOf(step, contacts)) ?? []));
      print(
        `${step}: ${least!.toFixed(0)} ms of ${few.contacts}, ${most!.toFixed(0)} ms of ${many.contacts}, ratio ${(most! / least!).toFixed(1)}`,
      );
    }
    situations.report(
      print,
      steps.map((step) => [nameOf(step, many.contacts), nameOf(step, few.contacts)] as const),
    );
    return [];
  },
};

const best = (times: readonly number[]): number => percentile(times, 0);

async function runOnce(crowd: Crowd, situations: Situations, times: Map<string, number[]>): Promise<void> {
  const parley = await launch();
  try {
    const page = await parley.mainWindow();
    await page.getByTestId('signin-server').waitFor();
    /** `step` is over when what it does is painted. */
    const measured = async (step: Step, run: () => Promise<unknown>): Promise<void> => {
      const name = `${step}, ${crowd.size} contacts`;
      let ms = 0;
      const tasks = await measureTasks(parley, name, async () => {
        const start = performance.now();
        await run();
        await painted(page);
        ms = performance.now() - start;
        await settle(page);
      });
      situations.add(name, tasks);
      times.set(name, [...(times.get(name) ?? []), ms]);
    };

    await measured('first snapshot', async () => {
      await fillSignIn(page, crowd.url, reader);
      await page.getByTestId('group-row').first().waitFor({ timeout: 60_000 });
    });
    await everybodyIsListed(page, crowd);
    const search = page.getByTestId('contacts-search');
    await search.press('d');
    await page.getByText('Contacts', { exact: true }).waitFor();
    await settle(page);
    await measured('a key of the search', async () => {
      await search.press('a');
      // Those who are called so, before all others.
      await page.getByTestId('contact-row').first().locator('mark').filter({ hasText: 'Da' }).waitFor();
    });
    await search.fill('');
    await page.getByTestId('group-row').first().waitFor();
    await settle(page);
    await measured('presence of half of them', async () => {
      crowd.changePresence(crowd.size / 2);
      await page.locator('[data-testid=contact-row][data-availability=busy]').first().waitFor();
    });
    await measured('a drag over the list', () => dragOver(page));
  } finally {
    await parley.close();
  }
}

/** Up and down over what is in sight, then at the lower edge, where the list moves on. */
async function dragOver(page: Page): Promise<void> {
  const row = await page.getByTestId('contact-row').first().boundingBox();
  const list = await page.getByTestId('contacts-scroller').boundingBox();
  if (!row || !list) throw new Error('no list');
  const x = row.x + row.width / 2;
  await page.mouse.move(x, row.y + row.height / 2);
  await page.mouse.down();
  for (let turn = 0; turn < 3; turn++) {
    await page.mouse.move(x, list.y + list.height - 60, { steps: 30 });
    await page.mouse.move(x, list.y + 60, { steps: 30 });
  }
  await page.mouse.move(x, list.y + list.height - 8, { steps: 10 });
  await page.waitForTimeout(1_000);
  await page.keyboard.press('Escape');
  await page.mouse.up();
}

async function painted(page: Page): Promise<void> {
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
}
