// What is done so that keys are seen at once, and what must not come of it.
import { expect, test } from './support/fixtures';
import { callBridge, dana, kim, lee, openNewInvitation, signIn } from './support/people';
import { moveTo } from './support/pointer';

test('the field of a message is as high as its text, up to a point, in every size of text', async ({
  launchParley,
  startServer,
}) => {
  const server = await startServer([dana, lee]);
  const parley = await launchParley();
  const main = await signIn(parley, server.url, dana);
  const invitation = await openNewInvitation(parley, lee.uri);
  const field = invitation.getByTestId('invitation-text');
  const measure = () =>
    field.evaluate((each: HTMLTextAreaElement) => ({
      height: each.clientHeight,
      isCut: each.scrollHeight > each.clientHeight,
      hasBar: each.offsetWidth > each.clientWidth,
    }));
  for (const textSize of [100, 150, 200] as const) {
    await callBridge(main, 'settings:set', { textSize });
    await field.fill('One');
    const one = await measure();
    await field.fill('One\nTwo');
    const two = await measure();
    expect(two.height, `${textSize} %`).toBeGreaterThanOrEqual(one.height);
    expect({ ...one, ...two }, `${textSize} %`).toMatchObject({ isCut: false, hasBar: false });
    await field.fill('One\n'.repeat(100));
    expect(await measure(), `${textSize} %`).toMatchObject({ isCut: true, hasBar: true });
    await field.fill('One');
    expect(await measure(), `${textSize} %`).toEqual(one);
  }
});

test('a card that was about to open is of nobody who has taken that place in the list', async ({
  launchParley,
  startServer,
}) => {
  const server = await startServer([dana, lee, kim]);
  const parley = await launchParley();
  const main = await signIn(parley, server.url, dana);
  const search = main.getByTestId('contacts-search');
  const row = main.getByTestId('contact-row');
  await search.fill('lee');
  await expect(row).toHaveCount(1);
  const drawn = await row.elementHandle();
  await moveTo(row.getByTestId('card-avatar'));
  await expect(main.getByTestId('person-card')).toContainText(lee.name);

  await search.fill('kim');
  await expect(row).toContainText(kim.name);
  await expect(main.getByTestId('person-card')).toHaveCount(0);
  // The same element, or this has tried nothing.
  expect(await drawn?.evaluate((each) => each.getAttribute('data-uri'))).toBe(kim.uri);
});

test('Enter right behind the last letter opens whom it found, and the arrow goes to them', async ({
  launchParley,
  startServer,
}) => {
  const server = await startServer([dana, lee, kim]);
  const parley = await launchParley();
  const main = await signIn(parley, server.url, dana);
  const active = () => main.evaluate(() => document.activeElement?.getAttribute('aria-activedescendant'));
  // All in one task: nothing has been drawn between the letters and the key.
  const typed = (query: string, key: string) =>
    main.evaluate(
      ([words, pressed]) => {
        const field = document.querySelector<HTMLInputElement>('[data-testid=contacts-search]')!;
        field.focus();
        field.value = words!;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new KeyboardEvent('keydown', { key: pressed!, bubbles: true, cancelable: true }));
      },
      [query, key],
    );
  await typed('kim', 'ArrowDown');
  await expect.poll(active).toBe(`row-found/${kim.uri}`);
  const opened = parley.app.waitForEvent('window');
  await typed('lee', 'Enter');
  await (await opened).getByText(lee.name).first().waitFor();
});
