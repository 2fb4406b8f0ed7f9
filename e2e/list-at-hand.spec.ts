// What is done with several people is at hand where they are counted, also in a small enlarged window; and who has added me is answered as ticked.
import { expect } from './support/fixtures';
import { test } from './support/kept-profile';
import { dana, kim, lee, signIn } from './support/people';
import { press } from './support/pointer';

const sam = { ...kim, uri: 'sip:sam@example.com', user: 'EXAMPLE\\sam', name: 'Sam Roth' };
const owner = { ...dana, groups: { Suppliers: [lee.uri, kim.uri, sam.uri], Harbour: [] } };

test('who is selected is moved from where they are counted, and all of it is in sight at 200 %', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([owner, lee, kim, sam]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, owner);
  const window = await parley.app.browserWindow(page);
  await window.evaluate((shown) => {
    shown.setContentSize(380, 720);
    shown.webContents.setZoomFactor(2);
  });
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(190);
  const tree = page.getByRole('tree');
  await tree.focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByText('3 selected')).toBeInViewport({ ratio: 1 });

  await press(page.getByTestId('chosen-menu'));
  await expect(page.getByRole('menu')).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('chosen-menu')).toBeFocused();
  await page.keyboard.press('Enter');
  await press(page.getByRole('menuitem', { name: 'Move to' }));
  await press(page.getByRole('menuitem', { name: 'Harbour' }));
  await expect(page.getByTestId('outcome')).toContainText('3 people are in Harbour now');
  await expect(page.getByTestId('undo')).toBeInViewport({ ratio: 1 });
  await expect(page.getByText('3 selected')).toBeInViewport({ ratio: 1 });
  await expect(page.getByTestId('chosen-menu')).toBeInViewport({ ratio: 1 });
  const height = (await page.getByTestId('contacts-scroller').boundingBox())?.height ?? 0;
  expect(height).toBeGreaterThanOrEqual(84);
  // The list scrolls, and nothing else.
  const overflow = await page.evaluate(() => {
    const { scrollHeight, scrollWidth } = document.documentElement;
    return [scrollHeight - innerHeight, scrollWidth - innerWidth];
  });
  expect(overflow).toEqual([0, 0]);

  await press(page.getByTestId('undo'));
  await expect(page.getByTestId('outcome')).toContainText('Taken back for 3 people');
  await expect(page.getByTestId('undo')).toHaveCount(0);
});

test('all who have added me are accepted as it is ticked for each', async ({ launchParley, newTown }) => {
  const pat = { ...kim, uri: 'sip:pat@example.com', user: 'EXAMPLE\\pat', name: 'Pat Doyle' };
  const town = await newTown([dana, lee, kim, sam, pat]);
  const page = await signIn(await launchParley(), town.url, dana);
  for (const each of [sam, pat]) town.arrive(each).befriend(dana);
  await expect(page.getByTestId('added-me-line')).toHaveText('2 people have added you');
  await press(page.getByTestId('added-me-line'));
  await page.locator(`[data-uri="${pat.uri}"]`).getByTestId('added-me-add').uncheck();
  await press(page.getByTestId('added-me-all'));
  await expect(page.getByRole('dialog')).toContainText('Everybody has an answer');
  await page.keyboard.press('Escape');
  const row = (uri: string) => page.locator(`[data-testid=contact-row][data-uri="${uri}"]`);
  await expect(row(sam.uri)).toHaveCount(1);
  await expect(row(pat.uri)).toHaveCount(0);
});

test('the card of somebody low in the list stands above them, where there is more room', async ({
  launchParley,
  newTown,
}) => {
  const town = await newTown([owner, lee, kim, sam]);
  const parley = await launchParley();
  const page = await signIn(parley, town.url, owner);
  const other = town.arrive(kim);
  other.confideIn(owner, 300);
  other.publish(Array.from({ length: 8 }, (_, line) => `Line ${line} of a note`).join('\n'));
  const window = await parley.app.browserWindow(page);
  await window.evaluate((shown) => shown.setContentSize(380, 480));
  const picture = page.locator(`[data-testid=contact-row][data-uri="${kim.uri}"]`).getByTestId('card-avatar');
  await picture.click();
  const card = page.locator('.person-card');
  const [anchor, box] = [(await picture.boundingBox())!, (await card.boundingBox())!];
  // The row lies where there is more room above it than below.
  expect(anchor.y).toBeGreaterThan(240);
  expect(box.y + box.height).toBeLessThanOrEqual(anchor.y + 1);
  await expect(card).toBeInViewport({ ratio: 1 });
});
