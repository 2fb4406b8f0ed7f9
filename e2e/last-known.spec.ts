// What is shown of people while nobody tells of changes: the last that was known, dimmed, and said to be that.
import { accessibilityProblems } from './support/accessibility';
import { expect, test } from './support/fixtures';
import { freePort } from '../src/shared/testing/free-port';
import { Gateway } from './support/gateway';
import { converse, dana, kim, lee, openNewInvitation, signIn } from './support/people';

test('presence that is not known any more is dimmed and said to be the last known', async ({
  launchParley,
  startServer,
}) => {
  test.slow();
  const args = ['--poll-wait', '100', '--port', String(await freePort())];
  const server = await startServer([dana, lee, kim], args);
  const danas = await launchParley();
  const lees = await launchParley();
  const main = await signIn(danas, server.url, dana);
  await signIn(lees, server.url, lee);
  const talk = await converse(danas, lees, 'sip:lee@example.com', 'Is noon fine?');
  const row = main.locator('[data-testid=contact-row][data-uri="sip:lee@example.com"]');
  const own = main.getByTestId('availability-menu');
  const header = talk.from.getByTestId('conversation-presence');
  await expect(row).toContainText('Available');
  await expect(main.locator('[data-dim]')).toHaveCount(0);
  const invitation = await openNewInvitation(danas, 'sip:lee@example.com');
  const chip = invitation.getByTestId('invitation-chip');
  await expect(chip.getByRole('img', { name: 'Available', exact: true })).toBeVisible();

  await server.kill();
  for (const words of [row, own, header])
    await expect(words).toContainText('Last known: Available', { timeout: 15_000 });
  await expect(own).toHaveAccessibleName(/Last known: Available/u);
  await expect(row.locator('[data-dim]')).toHaveCount(1);
  await expect(own.locator('[data-dim]')).toHaveCount(1);
  await expect(talk.from.locator('header [data-dim]')).toHaveCount(1);
  await expect(chip.getByRole('img', { name: 'Last known: Available' })).toHaveAttribute('data-dim');
  expect(await accessibilityProblems(main)).toEqual([]);

  await startServer([dana, lee, kim], args);
  await expect(main.locator('[data-dim]')).toHaveCount(0, { timeout: 30_000 });
  await expect(row).not.toContainText('Last known');
});

test('a list that a session does not tell is dimmed, said to be the one of before, and asked for again', async ({
  launchParley,
  startServer,
}) => {
  test.slow();
  let server = await startServer([dana, lee, kim], ['--poll-wait', '100']);
  const gateway = await new Gateway(() => server.url).start();
  const page = await signIn(await launchParley(), gateway.url, dana);
  const row = page.locator('[data-testid=contact-row][data-uri="sip:lee@example.com"]');
  await row.waitFor();
  // What the next session tells is no whole list.
  gateway.rewrite = (said) => said.replaceAll('fullList="true"', '');
  const before = server;
  server = await startServer([dana, lee, kim], ['--poll-wait', '100']);
  await before.kill();
  const missing = page.getByTestId('list-missing');
  await expect(missing).toContainText('has not come', { timeout: 40_000 });
  await expect(row.locator('[data-dim]')).toHaveCount(1);
  expect(await accessibilityProblems(page)).toEqual([]);
  gateway.rewrite = undefined;
  await expect(missing).toHaveCount(0, { timeout: 40_000 });
  await expect(row.locator('[data-dim]')).toHaveCount(0);
  await gateway.stop();
});
