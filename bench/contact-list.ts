// The contact list of the built app, 10,000 contacts in 200 groups against 500 in 10: from the sign-in to the first of them painted and to
// the last, a key of the search, a change of presence of half of them, somebody dragged over the list, and another window that shows
// people. The time of each where it has an end, and the longest task of the main process and of the windows.
import type { Page } from '@playwright/test';
import { reader, startCrowd, type Crowd } from '../e2e/support/crowd';
import { launch } from '../e2e/support/launch';
import { callBridge } from '../e2e/support/people';
import { Situations } from './support/report';
import { measureTasks } from './support/task-meter';
import { areListed, painted, settle } from './support/waits';
import { rowOf, type Bench } from './measure';

const sizes = [
  { contacts: 500, groups: 10 },
  { contacts: 10_000, groups: 200 },
] as const;
const runs = 5;
const steps = [
  'first snapshot',
  'a key of the search',
  'presence of half of them',
  'a drag over the list',
  'another window',
] as const;
type Step = (typeof steps)[number];
/** What has an end that can be seen. */
const deeds = ['first snapshot to the first painted', 'first snapshot to the last', 'a key of the search'] as const;
type Deed = (typeof deeds)[number];

export const contactList: Bench = {
  name: 'contact-list',
  needsApp: true,
  async run() {
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
    const linear = many.contacts / few.contacts;
    return [
      ...deeds.map((deed) =>
        rowOf({
          name: `${deed}, ${many.contacts} contacts`,
          unit: 'ms',
          goal: { atMost: linear, of: 'ratio' },
          parley: times.get(nameOf(deed, many.contacts)) ?? [],
          reference: { what: `${few.contacts} contacts`, values: times.get(nameOf(deed, few.contacts)) ?? [] },
        }),
      ),
      ...situations.rows(
        steps.map((step) => [nameOf(step, many.contacts), nameOf(step, few.contacts), `${few.contacts} contacts`]),
      ),
    ];
  },
};

const nameOf = (what: Step | Deed, contacts: number): string => `${what}, ${contacts} contacts`;

async function runOnce(crowd: Crowd, situations: Situations, times: Map<string, number[]>): Promise<void> {
  const parley = await launch();
  try {
    const page = await parley.mainWindow();
    await page.getByTestId('signin-server').waitFor();
    const measured = async (step: Step, run: () => Promise<unknown>): Promise<void> => {
      const name = nameOf(step, crowd.size);
      const tasks = await measureTasks(parley, name, async () => {
        await run();
        await settle(page);
      });
      situations.add(name, tasks);
    };
    const noteTime = async (deed: Deed, start: number): Promise<void> => {
      await painted(page);
      const name = nameOf(deed, crowd.size);
      times.set(name, [...(times.get(name) ?? []), performance.now() - start]);
    };

    await page.getByTestId('signin-server').fill(crowd.url);
    await page.getByTestId('signin-user').fill(reader.user);
    await page.getByTestId('signin-password').fill(reader.password ?? '');
    await measured('first snapshot', async () => {
      const start = performance.now();
      await page.getByTestId('signin-submit').click();
      await page.getByTestId('group-row').first().waitFor({ timeout: 60_000 });
      await noteTime('first snapshot to the first painted', start);
      await areListed(page, crowd);
      await noteTime('first snapshot to the last', start);
    });
    const search = page.getByTestId('contacts-search');
    await search.press('d');
    await page.getByText('Contacts', { exact: true }).waitFor();
    await settle(page);
    await measured('a key of the search', async () => {
      const start = performance.now();
      await search.press('a');
      // Those who are called so, before all others.
      await page.getByTestId('contact-row').first().locator('mark').filter({ hasText: 'Da' }).waitFor();
      await noteTime('a key of the search', start);
    });
    await search.fill('');
    await page.getByTestId('group-row').first().waitFor();
    await settle(page);
    await measured('presence of half of them', async () => {
      crowd.changePresence(crowd.size / 2);
      await page.locator('[data-testid=contact-row][data-availability=busy]').first().waitFor();
    });
    await measured('a drag over the list', () => dragOver(page));
    await measured('another window', async () => {
      await callBridge(page, 'window:open-invitation', { to: [] });
      const invitation = await parley.window((candidate) => candidate.url().includes('#/invitation'));
      await invitation.getByTestId('invitation-text').waitFor();
      await settle(invitation);
    });
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
